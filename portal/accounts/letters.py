"""What members are written: in their language, or in both (Welsh first) where it is not known."""

from collections.abc import Sequence

from portal.bilingual import LOCALES, Bilingual, Locale
from portal.i18n.catalogues import gettext
from portal.i18n.marking import N_

PATHS = {
    "invitation": Bilingual("/cy/gwahoddiad", "/en/invitation"),
    "reset": Bilingual("/cy/ailosod-cyfrinair", "/en/reset-password"),
}
_RULE = "-" * 60


def compose(
    subject: str,
    paragraphs: Sequence[str],
    *,
    language: Locale | None,
    **facts: str | Bilingual,
) -> tuple[str, str]:
    """Return the subject and body of a letter.

    `subject` and `paragraphs` are English texts marked for translation by `N_`, with `%(name)s`
    for facts; a bilingual fact is told in the letter's language.
    """
    written = [_in_one(subject, paragraphs, each, facts) for each in _languages(language)]
    first = [part[0] for part in written]
    return " / ".join(dict.fromkeys(first)), f"\n\n{_RULE}\n\n".join(part[1] for part in written)


def invitation(
    secret: str, title: Bilingual, *, language: Locale | None, base_url: str
) -> tuple[str, str]:
    """Return the letter that invites somebody to join a publisher."""
    return compose(
        N_("You are invited to publish data"),
        [
            N_("You have been invited to join a publisher on Melin, the open-data portal."),
            N_("Publisher: %(publisher)s"),
            N_("To accept, open this address within seven days:"),
            "%(link)s",
            N_("If you did not expect this, you need do nothing."),
        ],
        language=language,
        publisher=title,
        link=link("invitation", secret, base_url),
    )


def reset(secret: str, *, language: Locale | None, base_url: str) -> tuple[str, str]:
    """Return the letter with which a member chooses a new password."""
    return compose(
        N_("Choose a new password"),
        [
            N_("Somebody, we hope you, asked for a new password for your Melin account."),
            N_("To choose one, open this address within two hours:"),
            "%(link)s",
            N_("If it was not you, you need do nothing: your password stays as it is."),
        ],
        language=language,
        link=link("reset", secret, base_url),
    )


def link(kind: str, secret: str, base_url: str) -> Bilingual:
    """Return the address of a page that a secret opens, for either language."""
    paths = PATHS[kind]
    return Bilingual(
        f"{base_url}{paths.cy}?code={secret}",
        f"{base_url}{paths.en}?code={secret}",
    )


def _languages(language: Locale | None) -> tuple[Locale, ...]:
    return LOCALES if language is None else (language,)


def _in_one(
    subject: str, paragraphs: Sequence[str], locale: Locale, facts: dict[str, str | Bilingual]
) -> tuple[str, str]:
    known = {
        name: fact[locale] if isinstance(fact, Bilingual) else fact for name, fact in facts.items()
    }
    texts = [gettext(text, locale) % known for text in [subject, *paragraphs]]
    heading = " ".join(texts[0].split())  # a fact with a line break must not start a new header
    return heading, "\n\n".join(texts[1:]) + "\n"
