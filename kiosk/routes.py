"""The rules of the house's addresses: compiled when a page first writes one.

Werkzeug compiles a little program for each address that could be written, at the start, where
the panel's many pages keep a child waiting. To find a page by its address needs none of them.
"""

from collections.abc import Callable

from werkzeug.routing import Rule

Builder = Callable[..., tuple[str, str]]


class LateRule(Rule):
    """A rule that compiles the writing of its address when it is first written."""

    def _compile_builder(self, append_unknown: bool = True) -> Builder:  # noqa: FBT001
        compiled: list[Builder] = []
        compile_now = super()._compile_builder

        def build(rule: Rule, **values: object) -> tuple[str, str]:
            if not compiled:
                compiled.append(compile_now(append_unknown))
            return compiled[0](rule, **values)

        return build
