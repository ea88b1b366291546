"""Options of questions: what a value may be, read from the signature, checked at the call and told in the help.

An annotation says it all: `Literal` its words, `Annotated[str, Means(…)]` what the text stands for; a docstring's
line `name: text` says what the option does.
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, wraps
from operator import index as whole
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypedDict, TypeVar, get_args, get_origin, get_type_hints

from explorer.errors import OptionError, UnknownOption, nearest, one_of

Words = str | Iterable[str]
Call = TypeVar("Call", bound=Callable[..., Any])


@dataclass(frozen=True)
class Means:
    """What a text stands for: `metavar` in the help, `terms` a closed list of the vocabulary, `many` may be given."""

    metavar: str
    terms: str = ""
    many: bool = False
    help: str = ""


Date = Annotated[str, Means("DATE")]
Node = Annotated[str, Means("NODE")]
Nodes = Annotated[Words, Means("NODE", many=True)]
Role = Annotated[str, Means("ROLE", "roles")]
Force = Annotated[str, Means("FORCE", "forces")]


class Filter(TypedDict, total=False):
    """The options shared by every answer."""

    since: Annotated[str, Means("DATE", help="only what may fall on or after this date (2012, 2012-06, 2012-06-01)")]
    until: Annotated[str, Means("DATE", help="only what may fall on or before this date")]
    kinds: Annotated[Words, Means("KINDS", help="only these kinds, joined by commas: state, body, party, event …")]
    relations: Annotated[
        Words, Means("RELATIONS", help="only these relations, joined by commas: participated_in, hosted …")
    ]


class Selection(Filter, total=False):
    """The options shared by every answer that is about no single node."""

    around: Annotated[
        Words, Means("NODE", many=True, help="only what lies around this node; may be given several times")
    ]
    depth: Annotated[int, Means("N", help="how many steps around it")]


DEFAULTS: dict[str, Any] = {"depth": 1}


@dataclass(frozen=True)
class Option:
    """One option of a question: its type, what its text stands for, the words it takes, its help."""

    name: str
    kind: type
    default: Any = inspect.Parameter.empty
    means: Means = field(default_factory=lambda: Means("TEXT"))
    words: tuple[str, ...] = ()
    help: str = ""
    keyword: bool = True

    def allowed(self) -> Iterable[str]:
        """Return the closed list of words that it takes, if there is one."""
        if self.means.terms:
            from explorer.ontology import vocabulary

            return vocabulary().terms(self.means.terms)
        return self.words

    def checked(self, value: Any, of: str) -> Any:
        """Return the value as the question wants it. Raises OptionError that says what was expected."""
        if self.kind is bool or self.kind is object:
            return value
        if self.kind in (int, float):
            try:
                return whole(value) if self.kind is int else float(value)
            except (TypeError, ValueError):
                expected = "a whole number" if self.kind is int else "a number"
                raise OptionError(f"{self.name} {value!r} is no number. Expected {expected}.") from None
        if self.means.metavar == "DATE":
            return self._day(value)
        if not isinstance(value, str):
            if self.kind is str or isinstance(value, (int, float)):
                raise OptionError(f"{self.name} {value!r} is no text.")
            return list(value)
        one_of(self.name if self.means.terms else f"{of} {self.name}", value, self.allowed() or (value,))
        return value

    def _day(self, value: Any) -> str:
        from explorer.facts.edtf import span

        text = str(value.isoformat())[:10] if hasattr(value, "isoformat") else str(value)
        if text and span(text) is None:
            raise OptionError(f"{self.name} {value!r} is no date. Expected 2012, 2012-06 or 2012-06-01.")
        return text


def told(call: Callable[..., Any]) -> tuple[str, dict[str, str], str]:
    """Return what a docstring holds: its first paragraph, the lines `option: help`, the example."""
    text = inspect.getdoc(call) or ""
    lines = dict(re.findall(r"^(\w+): (.+)$", text, re.MULTILINE))
    return " ".join(text.split("\n\n")[0].split()), lines, lines.pop("Example", "")


@cache
def options_of(call: Callable[..., Any]) -> dict[str, Option]:
    """Return the options of a function, those that it takes as `**selection` among them; the first is not counted.

    >>> def shout(facts, text: str, *, loud: Literal["yes", "no"] = "no", **filters: "Unpack[Filter]"): ...
    >>> list(options_of(shout)), options_of(shout)["loud"].words
    (['text', 'loud', 'since', 'until', 'kinds', 'relations'], ('yes', 'no'))
    """
    call = inspect.unwrap(call)
    help_of = told(call)[1]
    names = vars(sys.modules[call.__module__])
    made: dict[str, Option] = {}
    for name, parameter in list(inspect.signature(call).parameters.items())[1:]:
        written = parameter.annotation
        if parameter.kind is inspect.Parameter.VAR_KEYWORD:
            shared = Selection if "Selection" in str(written) else Filter
            for one, hint in get_type_hints(shared, include_extras=True).items():
                if one not in made:
                    made[one] = _option(one, hint, DEFAULTS.get(one, ""), help_of.get(one, ""), True)
        else:
            hint = _meant(written, names)
            keyword = parameter.kind is inspect.Parameter.KEYWORD_ONLY
            made[name] = _option(name, hint, parameter.default, help_of.get(name, ""), keyword)
    if limited(call):
        made["limit"] = Option("limit", int, 0, Means("N"), (), "how many rows to list, the first; 0 for all")
    return made


def limited(call: Callable[..., Any]) -> bool:
    """Tell whether a question takes the limit that all share."""
    return bool(getattr(call, "limited", False)) and "limit" not in inspect.signature(call).parameters


def _meant(written: Any, names: dict[str, Any]) -> Any:
    try:
        return eval(written, names) if isinstance(written, str) else written
    except NameError:  # a type that only checkers see
        return object


def _option(name: str, hint: Any, default: Any, about: str, keyword: bool) -> Option:
    means = next((extra for extra in get_args(hint)[1:] if isinstance(extra, Means)), None)
    bare = get_args(hint)[0] if means else hint
    if isinstance(bare, UnionType) and get_args(bare)[1:] == (NoneType,):  # "int | None": a number, where one is given
        bare = get_args(bare)[0]
    words = tuple(word for word in get_args(bare) if word) if get_origin(bare) is Literal else ()
    kind = str if words else bare if isinstance(bare, type) else object
    kind = list if means and bare is Words else kind
    means = means or Means("N" if kind in (int, float) else "|".join(words) or "TEXT")
    return Option(name, kind, default, means, words, about or means.help, keyword)


def signature_of(call: Callable[..., Any]) -> inspect.Signature:
    """Return the signature of a function with every option by its name, as Tab and `help` show it."""
    first, *_ = inspect.signature(inspect.unwrap(call)).parameters.values()
    made = [first.replace(name="self", annotation=inspect.Parameter.empty)]
    for option in options_of(call).values():
        kind = inspect.Parameter.KEYWORD_ONLY if option.keyword else inspect.Parameter.POSITIONAL_OR_KEYWORD
        shown = (
            Literal[option.words]
            if option.words
            else Words
            if option.kind is list
            else Any
            if option.kind is object
            else option.kind
        )
        made.append(inspect.Parameter(option.name, kind, default=option.default, annotation=shown))
    returned = inspect.signature(inspect.unwrap(call)).return_annotation
    return inspect.Signature(made, return_annotation=returned)


def documented(call: Callable[..., Any]) -> str:
    """Return the docstring of a function with the help of the options that it shares with others."""
    text, own = inspect.getdoc(call) or "", told(call)[1]
    shared = [f"{o.name}: {o.help}" for o in options_of(call).values() if o.help and o.name not in own]
    head, example, tail = text.partition("\n\nExample:")
    return "\n".join([head, *([""] if not own else []), *shared]) + example + tail if shared else text


def given(call: Callable[..., Any], arguments: tuple[Any, ...], options: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a call gives, checked; None stands for what is not given. Raises OptionError."""
    known, name = options_of(call), inspect.unwrap(call).__name__
    first = [option for option in known.values() if not option.keyword]
    if len(arguments) > len(first):
        expected = f"Name the others: {_names(known)}."
        raise UnknownOption(f"{name} takes {len(first)} values before its options, not {len(arguments)}. {expected}")
    named = {option.name: value for option, value in zip(first, arguments, strict=False)}
    if "kinds" in known and "kind" in options and "kind" not in known:  # they mean one thing
        options = {("kinds" if word == "kind" else word): value for word, value in options.items()}
    for word in options:
        if word not in known or word in named:
            near = nearest(word, [one for one in known if one not in named], 1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise UnknownOption(f"{name} has no option {word!r}.{hint} Expected: {_names(known)}.")
    named |= options
    lacking = [o.name for o in first if o.default is inspect.Parameter.empty and named.get(o.name) is None]
    if lacking:
        raise UnknownOption(f"{name} needs {' and '.join(lacking)}.")
    return {word: known[word].checked(value, name) for word, value in named.items() if value is not None}


def _names(known: Mapping[str, Option]) -> str:
    return ", ".join(known) or "none"


class Checked:
    """A method with the signature, the docstring and the checks that its declaration means, made when looked at."""

    def __init__(self, method: Callable[..., Any]) -> None:
        self.__doc__ = method.__doc__
        self._method = method

    @cached_property
    def _made(self) -> Any:
        method = self._method

        @wraps(method)
        def checked(explorer: Any, *arguments: Any, **options: Any) -> Any:
            return method(explorer, **given(method, arguments, options))

        checked.__signature__ = signature_of(method)  # type: ignore[attr-defined]
        checked.__doc__ = documented(method)
        return checked

    def __get__(self, explorer: Any, owner: type) -> Any:
        return self._made if explorer is None else self._made.__get__(explorer, owner)


def with_options(method: Call) -> Call:
    """Let a method of Explorer check its options and show them all; checkers see the method as it is written."""
    return Checked(method)  # type: ignore[return-value]
