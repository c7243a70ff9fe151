"""What the portal says of frameworks, rounds of questionnaires and answers handed in."""

from portal.i18n.marking import N_, Words

MATURITY_ISSUES: dict[str, Words] = {
    "framework-field": Words(
        N_("Part of the framework is missing or not of the right kind"),
        N_("Give it as the documentation shows. Place: %(place)s."),
    ),
    "framework-language": Words(
        N_("A text of the framework is missing in one language"),
        N_("Write it in Welsh and in English. Place: %(place)s."),
    ),
    "framework-code": Words(
        N_("A code in the framework cannot be used"),
        N_("Use small letters, figures and single hyphens. List: %(place)s. Code: %(value)s."),
    ),
    "framework-twice": Words(
        N_("A code stands twice in one list of the framework"),
        N_("Give each its own code. List: %(place)s. Code: %(value)s."),
    ),
    "framework-unknown": Words(
        N_("The framework names something that it does not have"),
        N_("Add it, or correct the code. List: %(place)s. Code: %(value)s."),
    ),
    "framework-levels": Words(
        N_("A component does not have one description for each level"),
        N_("Describe every level once. Component: %(value)s. Levels: %(levels)s."),
    ),
    "framework-anchor": Words(
        N_("A component does not have one question about its level"),
        N_("Give it exactly one question of the kind “anchor”. Component: %(value)s."),
    ),
    "framework-choices": Words(
        N_("A question has the wrong kind of answers"),
        N_("Give choices to a question of the kind “choice” only. Question: %(value)s."),
    ),
    "framework-tool": Words(
        N_("Two questionnaires of one audience do not ask the same questions, each once"),
        N_("Only their order may differ. Questionnaire: %(value)s."),
    ),
    "framework-unasked": Words(
        N_("A question or audience has no questionnaire"),
        N_("Put it into one, or take it away. Code: %(value)s."),
    ),
    "framework-changed": Words(
        N_("A published framework has been changed"),
        N_("Put it back as it was and make a new version. Framework: %(framework)s."),
    ),
    "answers-column": Words(
        N_("A column of the answers is missing"),
        N_("Columns are “council”, “tool” and one for each question. Column: %(column)s."),
    ),
    "answers-extra": Words(
        N_("A column that the round does not ask for, or the same one twice"),
        N_("Take it away: nothing about who answered is wanted. Column: %(column)s."),
    ),
    "answers-heading": Words(
        N_("The first row does not name the columns of answers"),
        N_("Copy the first row from the page of the round, and save the file as “CSV UTF-8”."),
    ),
    "answers-none": Words(
        N_("There are no answers in the file"),
        N_("Give at least one row under the names of the columns."),
    ),
    "answers-value": Words(
        N_("This is not an answer to the question"),
        N_("Use one of the codes of the question; “don't know” has one too. Value: %(value)s."),
    ),
    "answers-group": Words(
        N_("Nobody of this council and audience was invited"),
        N_("Correct the row, or say how many were invited. Value: %(value)s."),
    ),
    "answers-many": Words(
        N_("There would be more answers than people invited"),
        N_("Correct the number invited, or take rows away. Value: %(value)s."),
    ),
    "list-unreadable": Words(
        N_("This cannot be read as a CSV in UTF-8"),
        N_("Save it as “CSV UTF-8”, or copy the cells out of the spreadsheet."),
    ),
    "list-columns": Words(
        N_("The first row does not name the columns"),
        N_("It must hold these names and no others. Columns: %(columns)s."),
    ),
    "list-cells": Words(
        N_("The row has too many cells, or too few"),
        N_("Give each column one cell; put a text that holds a comma in quotation marks."),
    ),
    "list-empty": Words(
        N_("The list is empty"),
        N_("Give at least one row with a number above 0."),
    ),
    "list-number": Words(
        N_("This is not a whole number of people"),
        N_("Write figures only, from 1 to 999999. Value: %(value)s."),
    ),
    "group-council": Words(
        N_("This is not the code of one of the 22 councils"),
        N_("Use its GSS code, such as W06000003. Value: %(value)s."),
    ),
    "group-fictional": Words(
        N_("A demonstration may not name a real council"),
        N_("Use a made-up code: X99 and six figures. Value: %(value)s."),
    ),
    "group-name": Words(
        N_("The council's name is missing, or too long"),
        N_("Give it in Welsh and in English. Value: %(value)s."),
    ),
    "group-audience": Words(
        N_("The framework has no such audience"),
        N_("Use one of the audience codes of the framework. Value: %(value)s."),
    ),
    "group-twice": Words(
        N_("This council and audience stand in the list twice"),
        N_("Keep one of the rows. Value: %(value)s."),
    ),
    "links-tool": Words(
        N_("The framework has no such questionnaire"),
        N_("Use one of the questionnaire codes of the framework. Value: %(value)s."),
    ),
    "links-group": Words(
        N_("Nobody who is asked this questionnaire was invited at this council"),
        N_("Correct the code of the council or of the questionnaire. Value: %(value)s."),
    ),
    "links-many": Words(
        N_("There would be more links than people invited"),
        N_("Ask for fewer; links made before count too. Value: %(value)s."),
    ),
}

MATURITY_REFUSALS: dict[str, Words] = {
    "framework-refused": Words(
        N_("The framework has faults"),
        N_("Mend every issue that is listed, then try again. Framework: %(framework)s."),
    ),
    "answers-refused": Words(
        N_("The answers cannot be taken in"),
        N_("Nothing was kept. Mend every issue that is listed, then try again."),
    ),
    "round-exists": Words(
        N_("There is a round of that name already"),
        N_("Choose another name. Round: %(round)s."),
    ),
    "round-state": Words(
        N_("The round is not at the right stage for this"),
        N_("Stage now: %(state)s."),
    ),
    "round-council": Words(
        N_("A demonstration takes fictional councils only, a real round real ones only"),
        N_("Correct the code of the council. Code: %(council)s."),
    ),
    "round-invited": Words(
        N_("Nobody, or not so many, of this council and audience were invited"),
        N_("Say how many were invited when you create the round. Group: %(group)s."),
    ),
    "round-key": Words(
        N_("The key that opens the answers of this round is missing"),
        N_("Put the key file back where the worker keeps it. Round: %(round)s."),
    ),
    "report-not-set": Words(
        N_("The report is being set as a PDF"),
        N_("It will be here shortly: try again in a moment. The page has all of it now."),
    ),
    "round-closed": Words(
        N_("This round of questionnaires takes no answers through links now"),
        N_(
            "It has closed, or has not opened yet. Ask whoever sent you the link. Round: %(round)s."
        ),
    ),
    "round-nothing-new": Words(
        N_("There is nothing new to publish of this round"),
        N_(
            "Late answers wait until at least ten more people of a group have answered and the "
            "gate clears them. Refused: %(waiting)s."
        ),
    ),
    "round-on-its-way": Words(
        N_("Packages of the last version of this round have not been published yet"),
        N_("Publish them, or give them up, first. Round: %(round)s."),
    ),
    "round-gate": Words(
        N_("The disclosure gate does not clear the answers of a council"),
        N_("Nothing was published. Council: %(council)s. Reason: %(reason)s."),
    ),
    "list-refused": Words(
        N_("The list cannot be used as it is"),
        N_("Nothing was done. Mend every issue that is listed, then try again."),
    ),
    "round-name": Words(
        N_("The round cannot have this name"),
        N_("Use small letters, figures and single hyphens, such as 2027. Round: %(round)s."),
    ),
    "round-key-waits": Words(
        N_("The key of this round is still being prepared"),
        N_("Try again in a moment. Round: %(round)s."),
    ),
    "round-framework": Words(
        N_("The questions have been changed since the round was created"),
        N_("Put the framework back as it was: no answer is lost. Framework: %(framework)s."),
    ),
    "answers-again": Words(
        N_("This very file was brought in before"),
        N_(
            "Nothing was counted twice. Bring in only answers that have not been brought in yet. "
            "If other people gave exactly these, add an empty line to their file. "
            "Round: %(round)s."
        ),
    ),
    "round-answered": Words(
        N_("Somebody has answered, so the round cannot be deleted"),
        N_("Close it instead. Round: %(round)s."),
    ),
}
