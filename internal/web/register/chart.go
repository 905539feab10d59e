package register

import (
	"strconv"

	"huiyin/internal/web/templates"
)

// The measures of a chart: words left, the plot between, the value right.
const (
	plotLeft  = 112
	plotWidth = 170
	rowHeight = 28
	labelRoom = 16 // half-width signs
)

// plot builds a chart row by row.
type plot struct{ templates.Chart }

func places(n int) string { return strconv.Itoa(n) }

// at is the place of a share, in hundredths of a per cent, on the scale.
func at(share int) int { return plotLeft + (share*plotWidth+5000)/10000 }

// row adds a line with its marks; y is filled in by the caller's closures through middle.
func (p *plot) row(label, value, aria, href string, marks func(top int) []templates.Mark) {
	top := len(p.Rows) * rowHeight
	if cut := short(label); cut != label {
		aria = cut + " " + value + " · " + aria // what is seen stands in what is read out
	}
	p.Rows = append(p.Rows, templates.ChartRow{
		Y: places(top + 1), Base: places(top + 18), Middle: places(top + 14), Label: short(label), Value: value, Aria: aria, Href: href, Marks: marks(top),
	})
	p.Foot, p.Height = places(top+rowHeight), places(top+rowHeight+2)
}

// bar adds a line with one bar, n of most wide.
func (p *plot) bar(label string, n, most int, class, href string) {
	p.row(label, strconv.Itoa(n), label+" "+strconv.Itoa(n), href, func(top int) []templates.Mark {
		return []templates.Mark{{Kind: "bar", X: places(plotLeft), To: places(n * plotWidth / max(most, 1)), Y: places(top + 7), H: "14", Class: class}}
	})
}

// scale draws the lines of nothing, half and all below the rows.
func (p *plot) scale() {
	foot := len(p.Rows) * rowHeight
	p.Height = places(foot + 18)
	for _, t := range []struct {
		share int
		text  string
	}{{0, "0%"}, {5000, "50%"}, {10000, "100%"}} {
		p.Ticks = append(p.Ticks, templates.Tick{X: places(at(t.share)), Text: t.text})
	}
}

func dot(share int, class string) templates.Mark {
	return templates.Mark{Kind: "dot", X: places(at(share)), Class: class}
}

func square(share, top int) templates.Mark {
	return templates.Mark{Kind: "square", X: places(at(share) - 4), Y: places(top + 10), Class: "full"}
}

func between(low, high int) templates.Mark {
	return templates.Mark{Kind: "range", X: places(at(low)), To: places(at(high)), Class: "span"}
}

// short cuts a label to the room that the drawing has; the link's words keep it whole.
func short(label string) string {
	used := 0
	for i, r := range label {
		w := 1
		if r > 0x2e80 {
			w = 2
		}
		if used+w > labelRoom {
			return label[:i] + "…"
		}
		used += w
	}
	return label
}
