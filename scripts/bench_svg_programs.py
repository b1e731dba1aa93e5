# SPDX-License-Identifier: GPL-3.0-or-later
"""SVG files as programs write them: plots, diagrams, office, CAD, codes, molecules, drawing libraries.

Run with the environment `programs` (see scripts/setup): bench_svg_programs.py FOLDER. Each function is one
program, and yields the names and texts of its files. Nothing of it asks the network.
"""

from __future__ import annotations

import io
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WAVE = [round(50 + 40 * math.sin(at / 3) * math.cos(at / 7), 3) for at in range(40)]
BARS = {"Ada": 12, "Bo": 31, "Cy": 7, "Di": 22}


def _matplotlib() -> Any:
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "antekirt"
    import matplotlib.pyplot as plt

    return plt


def _shown(figure: Any) -> str:
    written = io.StringIO()
    figure.savefig(written, format="svg", metadata={"Date": None})
    return written.getvalue()


def matplotlib_plots() -> Iterator[tuple[str, str]]:
    plt = _matplotlib()
    figure, axes = plt.subplots()
    axes.plot(WAVE, marker="o")
    axes.fill_between(range(40), WAVE, alpha=0.3)
    axes.grid(visible=True, linestyle="--")
    yield "lines", _shown(figure)
    figure, axes = plt.subplots()
    axes.bar(list(BARS), list(BARS.values()), hatch="//", edgecolor="black")
    yield "hatches", _shown(figure)
    figure, axes = plt.subplots(subplot_kw={"projection": "polar"})
    axes.scatter(WAVE, WAVE, c=WAVE, alpha=0.5, s=WAVE)
    yield "polar", _shown(figure)
    figure, axes = plt.subplots()
    rows = [[math.sin(x / 4) * math.cos(y / 5) for x in range(30)] for y in range(30)]
    axes.contourf(rows, levels=12)
    axes.contour(rows, colors="black")
    yield "contours", _shown(figure)
    figure, axes = plt.subplots()
    axes.imshow(rows, cmap="viridis")
    yield "picture", _shown(figure)


def networkx_graph() -> Iterator[tuple[str, str]]:
    import networkx as nx

    plt = _matplotlib()
    figure, axes = plt.subplots()
    graph = nx.karate_club_graph()
    nx.draw(graph, nx.circular_layout(graph), axes, arrows=True, with_labels=False)
    yield "club", _shown(figure)


def drawsvg_drawings() -> Iterator[tuple[str, str]]:
    import drawsvg

    drawing = drawsvg.Drawing(200, 200)
    shine = drawsvg.RadialGradient(100, 100, 90)
    shine.add_stop(0, "white")
    shine.add_stop(1, "navy", 0.8)
    drawing.append(drawsvg.Circle(100, 100, 90, fill=shine))
    clip = drawsvg.ClipPath()
    clip.append(drawsvg.Rectangle(60, 20, 80, 160, rx=12))
    for at in range(12):
        line = drawsvg.Line(0, at * 18, 200, 200 - at * 18, stroke="gold", stroke_width=4, clip_path=clip)
        drawing.append(line)
    yield "gradient", drawing.as_svg()
    drawing = drawsvg.Drawing(200, 100)
    arrow = drawsvg.Marker(-0.1, -0.5, 0.9, 0.5, scale=4, orient="auto")
    arrow.append(drawsvg.Lines(-0.1, -0.5, -0.1, 0.5, 0.9, 0, fill="red", close=True))
    path = drawsvg.Path(stroke="red", stroke_width=2, fill="none", marker_end=arrow)
    drawing.append(path.M(10, 80).C(40, 10, 65, 10, 95, 80).S(150, 150, 180, 20))
    yield "arrow", drawing.as_svg()


def svgwrite_drawings() -> Iterator[tuple[str, str]]:
    import svgwrite

    drawing = svgwrite.Drawing(size=("120mm", "80mm"), viewBox="0 0 120 80")
    petal = drawing.symbol(id="petal")
    petal.add(drawing.ellipse((0, 20), (6, 18), fill="crimson", fill_opacity=0.4))
    drawing.defs.add(petal)
    for turn in range(0, 360, 30):
        drawing.add(
            drawing.use(petal, transform=f"translate(60 40) rotate({turn})", style="overflow:visible")
        )
    yield "flower", drawing.tostring()
    drawing = svgwrite.Drawing(size=(200, 200))
    for at in range(10):
        box = drawing.rect((10 + 9 * at, 10 + 9 * at), (180 - 18 * at,) * 2, fill="none")
        drawing.add(box.stroke(svgwrite.rgb(10 * at, 40, 100, "%"), width=3).dasharray([9 - at / 2, at]))
    yield "dashes", drawing.tostring()


def cairo_surfaces() -> Iterator[tuple[str, str]]:
    import cairocffi

    for name in ("group", "page"):
        written = io.BytesIO()
        surface = cairocffi.SVGSurface(written, 200, 200)
        context = cairocffi.Context(surface)
        if name == "group":
            context.push_group()
            for at in range(6):
                context.set_source_rgba(at / 6, 0.3, 1 - at / 6, 0.8)
                context.arc(50 + 20 * at, 100, 45, 0, 2 * math.pi)
                context.fill()
            context.pop_group_to_source()
            context.paint_with_alpha(0.5)
        else:
            shade = cairocffi.LinearGradient(0, 0, 200, 200)
            shade.add_color_stop_rgba(0, 1, 0.8, 0.2, 1)
            shade.add_color_stop_rgba(1, 0.1, 0.3, 0.6, 1)
            context.set_source(shade)
            context.rectangle(10, 10, 180, 180)
            context.fill_preserve()
            context.set_source_rgb(0, 0, 0)
            context.set_dash([12, 4])
            context.set_line_width(5)
            context.stroke()
        surface.finish()
        yield name, written.getvalue().decode()


def reportlab_charts() -> Iterator[tuple[str, str]]:
    from reportlab.graphics import renderSVG
    from reportlab.graphics.charts.barcharts import VerticalBarChart
    from reportlab.graphics.charts.piecharts import Pie
    from reportlab.graphics.shapes import Drawing

    for name, chart in (("bars", VerticalBarChart()), ("pie", Pie())):
        chart.data = [[*BARS.values()]] if name == "bars" else [*BARS.values()]
        chart.x, chart.y, chart.width, chart.height = 30, 30, 180, 150
        drawing = Drawing(250, 200)
        drawing.add(chart)
        yield name, renderSVG.drawToString(drawing)


def ezdxf_plans() -> Iterator[tuple[str, str]]:
    import ezdxf
    from ezdxf.addons.drawing import Frontend, RenderContext, layout, svg

    document = ezdxf.new(setup=True)
    model = document.modelspace()
    for at in range(8):
        model.add_circle((at, at % 3), 0.8, dxfattribs={"color": 1 + at})
        model.add_line((at, 0), (7 - at, 4), dxfattribs={"linetype": "DASHED", "color": 5})
    hatch = model.add_hatch(color=3)
    hatch.paths.add_polyline_path([(1, 3), (6, 3), (3, 5)], is_closed=True)
    backend = svg.SVGBackend()
    Frontend(RenderContext(document), backend).draw_layout(model)
    yield "plan", backend.get_string(layout.Page(0, 0, layout.Units.mm))


def potracer_traces() -> Iterator[tuple[str, str]]:
    import numpy as np
    import potrace

    y, x = np.mgrid[:160, :160]
    waves = np.sin(x / 9 + np.sin(y / 14)) + np.cos(y / 8) > 0.4
    curves = potrace.Bitmap(waves).trace()
    parts = []
    for curve in curves:
        parts.append(f"M{curve.start_point.x:.2f},{curve.start_point.y:.2f}")
        for part in curve.segments:
            points = (part.c, part.end_point) if part.is_corner else (part.c1, part.c2, part.end_point)
            parts.append(("L" if part.is_corner else "C") + " ".join(f"{p.x:.2f},{p.y:.2f}" for p in points))
        parts.append("z")
    path = f'<path fill-rule="evenodd" d="{"".join(parts)}"/>'
    yield "waves", f'<svg xmlns="http://www.w3.org/2000/svg" width="160" height="160">{path}</svg>'


def codes() -> Iterator[tuple[str, str]]:
    import barcode
    import qrcode
    import segno
    from qrcode.image.svg import SvgFragmentImage, SvgPathImage

    for name, factory in (("squares", SvgFragmentImage), ("path", SvgPathImage)):
        written = io.BytesIO()
        qrcode.make("https://example.org/a/fox", image_factory=factory).save(written)
        yield f"qrcode-{name}", written.getvalue().decode()
    written = io.BytesIO()
    segno.make("a fox in a misty forest", error="h").save(
        written, kind="svg", scale=4, dark="darkblue", light="beige"
    )
    yield "segno", written.getvalue().decode()
    written = io.BytesIO()
    barcode.get("ean13", "590123412345", writer=barcode.writer.SVGWriter()).write(written)
    yield "barcode", written.getvalue().decode()


def pygal_charts() -> Iterator[tuple[str, str]]:
    import pygal

    for name, chart in (("bars", pygal.Bar()), ("radar", pygal.Radar(fill=True)), ("pie", pygal.Pie())):
        for word, value in BARS.items():
            chart.add(word, [value] if name == "pie" else [value, value // 2, 30 - value])
        yield name, chart.render(is_unicode=True, disable_xml_declaration=True)


def schemdraw_circuit() -> Iterator[tuple[str, str]]:
    import schemdraw
    from schemdraw import elements

    schemdraw.use("svg")
    with schemdraw.Drawing(show=False) as drawing:
        elements.SourceSin().up().label("V")
        elements.Resistor().right().label("R")
        elements.Capacitor().down().label("C")
        elements.Line().left()
        elements.Ground()
    yield "circuit", drawing.get_imagedata("svg").decode()


def altair_charts() -> Iterator[tuple[str, str]]:
    import altair as alt
    import vl_convert

    rows = alt.Data(values=[{"x": at, "y": value, "k": "ab"[at % 2]} for at, value in enumerate(WAVE)])
    base = alt.Chart(rows)
    charts = {
        "area": base.mark_area(opacity=0.5).encode(x="x:Q", y="y:Q", color="k:N"),
        "points": base.mark_point(filled=True).encode(x="x:Q", y="y:Q", size="y:Q", color="y:Q"),
    }
    for name, chart in charts.items():
        yield name, vl_convert.vegalite_to_svg(chart.to_json())


def svgpy_drawing() -> Iterator[tuple[str, str]]:
    import svg

    def spot(at: int) -> Any:
        color = f"rgb({at * 10}, {250 - at * 8}, 120)"
        return svg.Circle(cx=20 + at % 5 * 40, cy=20 + at // 5 * 40, r=8 + at, fill=color, fill_opacity=0.5)

    box = svg.ViewBoxSpec(0, 0, 200, 200)
    yield "spots", str(svg.SVG(viewBox=box, elements=[spot(at) for at in range(25)]))


def chess_boards() -> Iterator[tuple[str, str]]:
    import chess.svg

    board = chess.Board("r1bqkb1r/pppp1Qpp/2n2n2/4p3/2B1P3/8/PPPP1PPP/RNB1K1NR b KQkq - 0 4")
    yield "board", chess.svg.board(board, arrows=[(chess.H5, chess.F7)], check=chess.E8)
    yield "piece", chess.svg.piece(chess.Piece.from_symbol("N"))


def pymupdf_pages() -> Iterator[tuple[str, str]]:
    import pymupdf

    page = pymupdf.open().new_page(width=300, height=200)
    page.insert_text((20, 40), "A fox in a misty forest", fontsize=20)
    for at in range(6):
        page.draw_circle((50 + 40 * at, 120), 30, color=(0, 0, 0), fill=(1, at / 6, 0), fill_opacity=0.6)
    page.draw_bezier((10, 180), (100, 60), (200, 240), (290, 150), width=4, color=(0, 0.4, 0.2))
    yield "text", page.get_svg_image(text_as_path=False)
    yield "outlines", page.get_svg_image(text_as_path=True)


def rich_terminal() -> Iterator[tuple[str, str]]:
    from rich.console import Console
    from rich.table import Table

    table = Table(title="Foxes")
    for name in ("Name", "Age"):
        table.add_column(name, style="magenta")
    for word, value in BARS.items():
        table.add_row(word, str(value))
    console = Console(record=True, width=40, file=io.StringIO())
    console.print(table)
    yield "table", console.export_svg(title="foxes", unique_id="antekirt")


def rdkit_molecules() -> Iterator[tuple[str, str]]:
    from rdkit.Chem import MolFromSmiles
    from rdkit.Chem.Draw.rdMolDraw2D import MolDraw2DSVG

    for name, smiles in (
        ("caffeine", "Cn1cnc2c1c(=O)n(C)c(=O)n2C"),
        ("morphine", "CN1CCC23C4C1CC5=C2C(=C(C=C5)O)OC3C(C=C4)O"),
    ):
        drawer = MolDraw2DSVG(300, 250)
        drawer.DrawMolecule(MolFromSmiles(smiles))
        drawer.FinishDrawing()
        yield name, drawer.GetDrawingText()


def shapely_shapes() -> Iterator[tuple[str, str]]:
    from shapely import MultiPoint, Point, unary_union

    spots = [Point(at * 7 % 40, at * 11 % 30).buffer(4) for at in range(20)]
    yield "union", unary_union(spots).difference(Point(20, 15).buffer(6))._repr_svg_()
    yield "hull", MultiPoint([(at * 7 % 40, at * 11 % 30) for at in range(20)]).convex_hull._repr_svg_()


def leather_charts() -> Iterator[tuple[str, str]]:
    import leather

    chart = leather.Chart("Foxes")
    chart.add_line([*enumerate(WAVE)])
    chart.add_dots([*enumerate(WAVE)])
    yield "dots", chart.to_svg()


def ziamath_formula() -> Iterator[tuple[str, str]]:
    import ziamath

    yield "formula", ziamath.Latex(r"\int_0^\infty \frac{\sin x}{x}\,dx = \frac{\pi}{2}").svg()


def skia_canvas() -> Iterator[tuple[str, str]]:
    import skia

    stream = skia.DynamicMemoryWStream()
    canvas = skia.SVGCanvas.Make((200, 200), stream)
    shade = skia.GradientShader.MakeRadial((100, 100), 90, [0xFFFFE080, 0xFF803000])
    canvas.drawCircle(100, 100, 90, skia.Paint(Shader=shade))
    pen = skia.Paint(Style=skia.Paint.kStroke_Style, StrokeWidth=6, Color=0x80004080)
    path = skia.Path().moveTo(20, 100).cubicTo(60, 0, 140, 200, 180, 100)
    canvas.drawPath(path, pen)
    del canvas
    yield "curve", bytes(stream.detachAsData()).decode()


def lets_plot_plots() -> Iterator[tuple[str, str]]:
    from lets_plot import aes, geom_area, geom_point, ggplot

    plot = ggplot({"x": [*range(40)], "y": WAVE}, aes("x", "y"))
    yield "plot", (plot + geom_area(fill="teal", alpha=0.4) + geom_point(color="maroon")).to_svg()


PROGRAMS: tuple[Callable[[], Iterator[tuple[str, str]]], ...] = (
    matplotlib_plots,
    networkx_graph,
    drawsvg_drawings,
    svgwrite_drawings,
    cairo_surfaces,
    reportlab_charts,
    ezdxf_plans,
    potracer_traces,
    codes,
    pygal_charts,
    schemdraw_circuit,
    altair_charts,
    svgpy_drawing,
    chess_boards,
    pymupdf_pages,
    rich_terminal,
    rdkit_molecules,
    shapely_shapes,
    leather_charts,
    ziamath_formula,
    skia_canvas,
    lets_plot_plots,
)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True)
    for program in PROGRAMS:
        for name, text in program():
            (folder / f"{program.__name__}-{name}.svg").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
