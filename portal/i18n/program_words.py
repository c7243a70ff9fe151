"""What the portal says to programs, and what `melin publish` says when it gets no further."""

from portal.i18n.marking import N_, Words

PROGRAM_WORDS: dict[str, Words] = {
    "bad-fields": Words(
        N_("Something in what was sent makes no sense"),
        N_("Correct, add or leave out these fields: %(fields)s."),
    ),
    "wrong-media-type": Words(
        N_("What was sent is not in a form that can be taken here"),
        N_("Send the thing itself, not as a form and not compressed. Wanted: %(wanted)s."),
    ),
    "rows-do-not-fit": Words(
        N_("The rows do not fit the table"),
        N_(
            "Send every column of the table, by its short name, in each row, in UTF-8. "
            "Row: %(row)s. Columns: %(columns)s."
        ),
    ),
    "precondition-failed": Words(
        N_("This is no longer what you saw"),
        N_("Ask for it again, then decide. Nothing was changed."),
    ),
    "length-needed": Words(
        N_("The length of the file is missing"),
        N_(
            "Send it in the header Content-Length, or the sha-256 of the file in the header "
            "Content-Digest."
        ),
    ),
    "empty-body": Words(
        N_("The file is empty"),
        N_("Send the bytes of a file as the body of the request."),
    ),
    "broken-off": Words(
        N_("The file did not arrive whole"),
        N_("Nothing of it was kept. Send it again."),
    ),
    "digest-mismatch": Words(
        N_("The file is not the one that was announced"),
        N_("Nothing of it was kept. Send it again, with the sha-256 of its bytes."),
    ),
    "busy": Words(
        N_("Other large files are being taken in"),
        N_("Try again after as many seconds as the header Retry-After says."),
    ),
    "storage-full": Words(
        N_("There is no room for this file"),
        N_("Nothing of it was kept. Tell the portal’s keepers, then send it again."),
    ),
    "too-many-dry-runs": Words(
        N_("Too many dry runs are waiting"),
        N_("Wait until one is over. So many may wait for one publisher: %(most)s."),
    ),
    "insecure-address": Words(
        N_("The token would travel unprotected"),
        N_("Use the address that begins with https. Address: %(address)s."),
    ),
    "wrong-address": Words(
        N_("This is not the address of a portal"),
        N_("Write it in full, from https on and without a password. Address: %(address)s."),
    ),
    "cannot-connect": Words(
        N_("The portal cannot be reached"),
        N_("Check the address and the line, then try again. Address: %(address)s."),
    ),
    "untrusted-server": Words(
        N_("The other side cannot prove who it is"),
        N_("Nothing was sent. Address: %(address)s. Reason: %(why)s."),
    ),
    "unexpected-answer": Words(
        N_("The answer is not one of Melin’s"),
        N_("Check the address, or try again later. Address: %(address)s, status: %(status)s."),
    ),
    "still-checking": Words(
        N_("The check is not over yet"),
        N_("It goes on without you. Run the same command again later. Address: %(url)s."),
    ),
    "no-place": Words(
        N_("Nothing says which dataset this is for"),
        N_("Name the dataset and the publisher, with --dataset and --publisher. File: %(file)s."),
    ),
    "refused-there": Words(
        N_("The portal refused"),
        N_("What it said stands beside this. Code: %(code)s."),
    ),
}
