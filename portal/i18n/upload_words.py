"""What can be wrong with an upload before or after its package is read."""

from portal.i18n.marking import N_, Words

UPLOAD_WORDS: dict[str, Words] = {
    "unknown-upload": Words(
        N_("Files of this kind cannot be read"),
        N_(
            "Hand in a table as CSV, Excel, OpenDocument or JSON, or a zipped data package. File: "
            "%(file)s."
        ),
    ),
    "no-upload": Words(
        N_("No file has been handed in yet"),
        N_("Hand in the file with the data. What you write meanwhile is kept."),
    ),
    "personal-data": Words(
        N_("The file holds data about people, one row each"),
        N_(
            "It was not kept: every byte of it has been deleted here. Count people in groups or "
            "take these columns out, and hand the file in again. Where the law wants the names "
            "published, an approver can let the next file through. Columns: %(columns)s."
        ),
    ),
    "document-counts": Words(
        N_("The package has documents that the disclosure gate cannot read"),
        N_(
            "Read them before you go on. Counts of people in them must be those of the tables, or "
            "be known already. Documents: %(documents)s."
        ),
    ),
    "unknown-text": Words(
        N_("A row of the sheet names a text that is not there"),
        N_("Take the newest sheet and leave its first two columns alone. Text: %(place)s."),
    ),
    "formula-in-text": Words(
        N_("A cell of the sheet begins like a formula"),
        N_("Begin the text with a letter. Nothing of this row was saved. Text: %(place)s."),
    ),
    "text-changed-meanwhile": Words(
        N_("The text was changed after the sheet was written"),
        N_("Take the newest sheet and look at it again. Text: %(place)s."),
    ),
    "not-a-zip": Words(
        N_("The file is not a whole zip archive"),
        N_("Zip the package's folder again and hand that in."),
    ),
    "too-many-members": Words(
        N_("The archive holds too many files"),
        N_("Leave only datapackage.json and its tables in it, at most %(most)s files."),
    ),
    "duplicate-member": Words(
        N_("The archive holds two files of the same name"),
        N_("Zip the folder again; capital letters make no difference. File: %(path)s."),
    ),
    "unreadable-member": Words(
        N_("A file in the archive has a password or an unusual compression"),
        N_("Zip the folder again without a password, in the usual way. File: %(path)s."),
    ),
    "nested-archive": Words(
        N_("There is an archive inside the archive"),
        N_("Unpack it first, or leave it out. File: %(path)s."),
    ),
    "unpacks-too-large": Words(
        N_("The archive is far larger once unpacked"),
        N_("Its files may have %(most)s MiB together. Hand in less at a time."),
    ),
    "several-packages": Words(
        N_("The archive holds several packages"),
        N_("Hand in one package at a time, with datapackage.json in its outermost folder."),
    ),
    "wrong-dataset": Words(
        N_("The package is of another dataset"),
        N_(
            "Hand it in where it belongs, or correct its name. Wanted: %(wanted)s, found: "
            "%(found)s."
        ),
    ),
    "wrong-publisher": Words(
        N_("The package names another publisher"),
        N_("Correct its publisher. Wanted: %(wanted)s, found: %(found)s."),
    ),
    "nothing-new": Words(
        N_("This is what is published already"),
        N_("There is nothing to publish until something changes. Version: %(number)s."),
    ),
    "check-limits": Words(
        N_("Checking this file takes too much time or memory"),
        N_("Hand in less at a time, for instance one year of data."),
    ),
    "check-failed": Words(
        N_("The file could not be checked"),
        N_(
            "It has been recorded. Try once more, and tell the portal's keepers if it happens "
            "again."
        ),
    ),
}
