"""The manual of findings: `charter rules` lists them, `charter explain` shows the page of one."""

from __future__ import annotations

import click


@click.command()
def rules() -> None:
    """List all findings: their ids, whether they stop a build, and what is right."""
    from charter.check.manual import pages

    found = pages().values()
    wide = max(len(page.ident) for page in found)
    for page in found:
        click.echo(f"{page.ident:{wide}}  {page.severity:7}  {page.first_sentence}")


@click.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Show the manual page of a finding: what is right, why, and how it looks wrong and right."""
    from charter.check.manual import pages
    from charter.problem import did_you_mean

    page = pages().get(rule)
    if page is None:
        hint = did_you_mean(rule, pages()) or "`charter rules` lists them."
        raise click.UsageError(f"There is no finding `{rule}`. {hint}")
    click.echo(f"{page.ident} ({page.severity})\n\n{page.text}")
