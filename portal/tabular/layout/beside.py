"""Tables that stand side by side with an empty column between, told from one with a gap."""

from dataclasses import replace

from portal.tabular.layout.regions import Region


def split_beside(region: Region) -> list[Region]:
    """Return the tables a region really is: itself, or two or more side by side.

    Blank columns part tables where headings come again on the other side, or where one side
    has rows long after the other has ended; otherwise they are gaps within one table.
    """
    blocks = _blocks(region.columns)
    if len(blocks) < 2 or not region.header or region.rows < 2:
        return [region]
    names = dict(zip(region.columns, region.names, strict=True))
    headings = [[names[column] for column in block if names[column]] for block in blocks]
    again = any(
        len(set(one) & set(other)) >= max(1, min(len(one), len(other)) // 2)
        for place, one in enumerate(headings)
        for other in headings[place + 1 :]
    )
    ends = [_end(region, block) for block in blocks]
    uneven = max(ends) - min(ends) >= max(2, 0.2 * region.rows) and min(map(len, blocks)) >= 2
    if not all(len(heading) for heading in headings) or not (again or uneven):
        return [region]
    return [_part(region, block, end, names) for block, end in zip(blocks, ends, strict=True)]


def _blocks(columns: list[int]) -> list[list[int]]:
    blocks: list[list[int]] = []
    for column in columns:
        if blocks and column == blocks[-1][-1] + 1:
            blocks[-1].append(column)
        else:
            blocks.append([column])
    return blocks


def _end(region: Region, block: list[int]) -> int:
    """Return the last record in which a block of columns has anything."""
    assert region.body is not None
    outline = region.body.outline
    for row in range(region.last, region.first - 1, -1):
        if row not in outline.kept and outline.counts[row]:
            return row
        if any(outline.cell(row, column) for column in block):
            return row
    return region.first - 1


def _part(region: Region, block: list[int], end: int, names: dict[int, str]) -> Region:
    assert region.body is not None
    outline = region.body.outline
    blank = {
        row: "blank-row"
        for row in range(region.first, end + 1)
        if (row in outline.kept or not outline.counts[row])
        and not any(outline.cell(row, column) for column in block)
    }
    return replace(
        region,
        last=end,
        columns=block,
        names=[names[column] for column in block],
        left_out=blank,
        overflow=[],
    )
