//! Reporting lines and escalations, laid out and drawn.

use std::collections::BTreeSet;
use std::fmt::Write;

use layout::core::base::Orientation;
use layout::core::format::{ClipHandle, RenderBackend};
use layout::core::geometry::Point;
use layout::core::style::{LineStyleKind, StyleAttr};
use layout::std_shapes::shapes::{Arrow, Element, LineEndKind, ShapeKind};
use layout::topo::layout::VisualGraph;
use unicode_width::UnicodeWidthStr;

use super::super::chart::Chart;

/// More roles than this are no drawing that anybody could read.
const MOST_ROLES: usize = 150;

/// The drawing; `None` where nobody is drawn to anybody, or there are too many.
pub(super) fn svg(chart: &Chart) -> Option<String> {
    let reports: BTreeSet<_> =
        chart.reports.iter().filter(|(from, to)| from != to).map(|(from, to)| (*to, *from)).collect();
    let asks: BTreeSet<_> =
        chart.escalations.iter().filter(|(from, to, _)| from != to).map(|(from, to, _)| (*to, *from)).collect();
    let drawn: BTreeSet<usize> = reports.union(&asks).flat_map(|(above, below)| [*above, *below]).collect();
    if drawn.is_empty() || drawn.len() > MOST_ROLES {
        return None;
    }
    let mut graph = VisualGraph::new(Orientation::TopToBottom);
    let mut places = std::collections::BTreeMap::new();
    for role in chart.groups.iter().flat_map(|(_, roles)| roles).filter(|role| drawn.contains(&role.number)) {
        let size = Point::new(8.5 * UnicodeWidthStr::width(role.name.as_str()) as f64 + 20.0, 32.0);
        let shape = ShapeKind::new_box(&role.name);
        let element = Element::create(shape, StyleAttr::simple(), Orientation::TopToBottom, size);
        places.insert(role.number, graph.add_node(element));
    }
    // an escalation along a reporting line is drawn on it
    for (above, below) in reports.union(&asks) {
        let (Some(one), Some(other)) = (places.get(above), places.get(below)) else { continue };
        let asked = asks.contains(&(*above, *below));
        let style = if asked { LineStyleKind::Dashed } else { LineStyleKind::Normal };
        let end = if asked { LineEndKind::Arrow } else { LineEndKind::None };
        let arrow = Arrow::new(end, LineEndKind::None, style, "", &StyleAttr::simple(), &None, &None);
        graph.add_edge(arrow, *one, *other);
    }
    let mut canvas = Canvas::default();
    graph.do_it(false, false, false, &mut canvas);
    Some(canvas.finish())
}

/// Elements of a drawing whose looks are left to the style of the page.
#[derive(Default)]
struct Canvas {
    content: String,
    width: f64,
    height: f64,
}

impl Canvas {
    fn reach(&mut self, point: Point) {
        self.width = self.width.max(point.x);
        self.height = self.height.max(point.y);
    }

    fn put(&mut self, element: std::fmt::Arguments<'_>) {
        // writing to a string cannot fail
        let _ = self.content.write_fmt(element);
    }

    fn finish(self) -> String {
        let (width, height) = (self.width + 10.0, self.height + 10.0);
        let arrow = "<defs><marker id=\"up\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" markerWidth=\"7\" markerHeight=\"7\" \
                     orient=\"auto-start-reverse\"><path d=\"M0 0L10 5L0 10z\"/></marker></defs>";
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"lines-title\" width=\"{width:.0}\" \
             height=\"{height:.0}\" viewBox=\"0 0 {width:.0} {height:.0}\">{arrow}{}</svg>",
            self.content
        )
    }
}

impl RenderBackend for Canvas {
    fn draw_rect(&mut self, xy: Point, size: Point, _: &StyleAttr, _: Option<String>, _: Option<ClipHandle>) {
        self.reach(xy.add(size));
        self.put(format_args!(
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"6\"/>",
            xy.x, xy.y, size.x, size.y
        ));
    }

    fn draw_line(&mut self, start: Point, stop: Point, _: &StyleAttr, _: Option<String>) {
        self.put(format_args!("<path d=\"M{:.1} {:.1}L{:.1} {:.1}\"/>", start.x, start.y, stop.x, stop.y));
    }

    fn draw_circle(&mut self, _: Point, _: Point, _: &StyleAttr, _: Option<String>) {}

    fn draw_text(&mut self, xy: Point, text: &str, _: &StyleAttr) {
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        self.put(format_args!("<text x=\"{:.1}\" y=\"{:.1}\">{text}</text>", xy.x, xy.y));
    }

    fn draw_arrow(
        &mut self,
        path: &[(Point, Point)],
        dashed: bool,
        _: (bool, bool),
        _: &StyleAttr,
        _: Option<String>,
        _: &str,
    ) {
        let [(start, first), (second, next), rest @ ..] = path else { return };
        let look = if dashed { " class=\"dashed\" marker-start=\"url(#up)\"" } else { "" };
        self.put(format_args!(
            "<path{look} d=\"M{:.1} {:.1}C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}",
            start.x, start.y, first.x, first.y, second.x, second.y, next.x, next.y
        ));
        for (control, point) in rest {
            self.put(format_args!("S{:.1} {:.1} {:.1} {:.1}", control.x, control.y, point.x, point.y));
        }
        self.put(format_args!("\"/>"));
    }

    fn create_clip(&mut self, _: Point, _: Point, _: usize) -> ClipHandle {
        0
    }
}
