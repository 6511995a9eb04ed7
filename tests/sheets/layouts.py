"""The layouts from which a printed form is drawn."""

import bundles
import crossed
import forms
import official

LAYOUTS = [
    forms.wards_down, forms.wards_down, forms.wards_down, forms.fields_down, forms.fields_down, forms.one_ward, forms.months_down,
    forms.months_across, forms.units_across, forms.long_table,
    official.fields_of_the_ministry, official.fields_of_the_ministry, official.fields_in_sections, official.fields_in_sections, official.plan_and_done, official.computed, official.named, official.dated,
    crossed.months_over_columns, crossed.fields_across, crossed.side_by_side, crossed.compared_months, crossed.stacked,
    bundles.months_in_files, bundles.months_in_files, bundles.sheets_of_months, bundles.files_of_wards, bundles.school_years, bundles.titles,
]


def draw(seed, only=None):
    painter = forms.Painter(seed)
    painter.is_csv = painter.random.random() < 0.35
    painter.groups_digits = painter.random.random() < 0.3
    painter.scale = 1
    layout = painter.random.choice([layout for layout in LAYOUTS if only in (None, layout.__name__)])
    drawn = layout(painter)
    drawn.is_html = not painter.is_csv and not drawn.others and len(drawn.grids) == 1 and layout not in (official.computed, official.dated) and painter.with_chance(0.1, "html")
    drawn.features = [layout.__name__, "csv" if painter.is_csv else "xlsx", *painter.features]
    drawn.ignored = painter.ignored
    if painter.scale != 1:
        if painter.random.random() < 0.6:
            drawn.keys.append("scale = 1000")
        else:
            drawn.features.append("scale not told")
        drawn.truth = {key: {column: value * 1000 for column, value in row.items()} for key, row in drawn.truth.items()}
    return drawn
