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
    "wrong-successor": Words(
        N_("That dataset cannot take the place of this one"),
        N_("Following it leads back here. Choose another. Dataset: %(dataset)s."),
    ),
}
