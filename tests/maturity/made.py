"""Frameworks of any size, made up for tests."""

from portal.maturity.framework.reading import framework_of


def both(text):
    return {"cy": f"{text} (cy)", "en": f"{text} (en)"}


def coded(code):
    return {"code": code, "title": both(code)}


def question(code, kind, component):
    return {"code": code, "kind": kind, "component": component, "text": both(f"{code}?")}


def component(code, levels):
    described = [{**both(f"{code} at {n}"), "cy_status": "draft"} for n in range(1, levels + 1)]
    return {**coded(code), "theme": "theme", "levels": described}


def raw_framework(components=10, levels=5, audiences=("officers", "members"), likert=1):
    """Return the JSON value of a framework with so many components and levels."""
    names = [f"c{number}" for number in range(1, components + 1)]
    questions = []
    for name in names:
        questions.append(question(name, "anchor", name))
        questions += [question(f"{name}-{i}", "likert", name) for i in range(1, likert + 1)]
    codes = [each["code"] for each in questions]
    return {
        "name": f"{components}x{levels}",
        "version": 1,
        "status": "draft",
        "cy_status": "draft",
        "title": both("A framework"),
        "source": both("Made up"),
        "levels": [both(f"Level {i}") for i in range(1, levels + 1)],
        "scale": [{"code": code, **both(code)} for code in ("no", "partly", "yes")],
        "themes": [coded("theme")],
        "components": [component(name, levels) for name in names],
        "questions": questions,
        "audiences": [coded(code) for code in audiences],
        "tools": [{**coded(code), "audience": code, "questions": codes} for code in audiences],
    }


def framework(components=10, levels=5, **more):
    return framework_of(raw_framework(components, levels, **more), sha256="0" * 64)
