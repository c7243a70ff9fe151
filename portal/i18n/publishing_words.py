"""What the portal says when a submission or a version cannot be moved as somebody asked."""

from portal.i18n.marking import N_, Words

PUBLISHING_REFUSALS: dict[str, Words] = {
    "wrong-state": Words(
        N_("This cannot be done to the submission now"),
        N_("Look at it again: it has moved on. Dataset: %(dataset)s."),
    ),
    "changed-meanwhile": Words(
        N_("Somebody else has changed the submission meanwhile"),
        N_("Look at it again before you decide. Nothing was changed. Dataset: %(dataset)s."),
    ),
    "open-submission": Words(
        N_("A version of this dataset is already on its way"),
        N_("Finish or abandon that one first. Dataset: %(dataset)s."),
    ),
    "open-issues": Words(
        N_("Something is still open"),
        N_("Mend every issue and answer every question first. Open: %(count)s."),
    ),
    "self-approval": Words(
        N_("Nobody reviews what they submitted themselves"),
        N_("Ask another member to look at it. Dataset: %(dataset)s."),
    ),
    "reason-incomplete": Words(
        N_("The reason has to be given in Welsh and in English"),
        N_("Write it in both languages; readers will see it. Dataset: %(dataset)s."),
    ),
    "unknown-place": Words(
        N_("There is nothing to write in that place"),
        N_("Look at the submission again: its columns may be others by now. Place: %(place)s."),
    ),
    "wrong-answer": Words(
        N_("That decision makes no sense for this file"),
        N_("Look at the file again and choose one of what is offered. Decision: %(decision)s."),
    ),
    "not-a-sheet": Words(
        N_("That file is not a sheet of texts"),
        N_("Take the sheet from here, fill it in, and hand it back with its headings."),
    ),
    "upload-too-large": Words(
        N_("The file is too large to hand in"),
        N_("Hand in less at a time. A file may have %(most)s MiB."),
    ),
    "already-withdrawn": Words(
        N_("This version has been withdrawn already"),
        N_("There is nothing left to do. Version: %(version)s."),
    ),
    "not-taken-down": Words(
        N_("No takedown of this version waits for a second person"),
        N_("It was settled, or its seven days are over. Version: %(version)s."),
    ),
    "same-member": Words(
        N_("A second person has to say so"),
        N_("Ask another member: you took this version down yourself. Version: %(version)s."),
    ),
    "foreign-successor": Words(
        N_("Only a dataset of the same publisher can take its place"),
        N_("Choose one of your own. Dataset: %(successor)s."),
    ),
    "name-unusable": Words(
        N_("No address can be made from this title"),
        N_("Use letters a–z, with or without accents, and figures. Title: %(title)s."),
    ),
    "name-taken": Words(
        N_("Another dataset has this name already"),
        N_("Choose another title, or choose that dataset if it is yours. Dataset: %(dataset)s."),
    ),
    "look-alike": Words(
        N_("This name looks too much like that of another dataset"),
        N_("Choose a title that nobody takes for the other. The other dataset: %(other)s."),
    ),
    "proof-spent": Words(
        N_("The file has to be sent again"),
        N_("It was sent too long ago, or from another account. Choose it once more."),
    ),
    "wrong-successor": Words(
        N_("That dataset cannot take the place of this one"),
        N_("Following it leads back here. Choose another. Dataset: %(dataset)s."),
    ),
}
