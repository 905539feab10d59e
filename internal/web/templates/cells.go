package templates

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"huiyin/internal/i18n"
)

// rows writes the rows of a table. It stands here and not in a template because a list has hundreds of cells, and what a template does for
// a text, a class or an attribute (lists, maps, formatting) was a tenth of a page's processor time.
func rows(p *i18n.Printer, t Table) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		out := writer{w: w}
		for _, r := range t.Rows {
			out.put(`<tr role="row">`)
			if t.Select != "" {
				out.put(`<td role="cell" class="pick" data-label=""><input type="checkbox" name="`, templ.EscapeString(t.Select), `" value="`, templ.EscapeString(r.ID),
					`" aria-label="`, templ.EscapeString(r.Label), `"`)
				if r.On {
					out.put(` checked`)
				}
				out.put(`></td>`)
			}
			for i, d := range r.Cells {
				out.cell(ctx, p, t.Columns[i], d)
			}
			out.put(`</tr>`)
		}
		return out.err
	})
}

func (o *writer) cell(ctx context.Context, p *i18n.Printer, c Column, d Cell) {
	o.put(`<td role="cell" class="`, c.Kind, `" data-label="`, templ.EscapeString(c.Text), `">`)
	switch {
	case c.Kind == ColTitle && d.Href != "":
		text := templ.EscapeString(d.Text)
		o.put(`<a class="clamp" href="`, address(d.Href), `" title="`, text, `">`, text, `</a>`)
		if d.Part != nil {
			o.part(ctx, d.Part)
		}
	case d.Part != nil:
		o.part(ctx, d.Part)
	case d.Light.Kind != "":
		o.light(p, d.Light)
	case d.Href == "":
		o.put(templ.EscapeString(d.Text))
	default:
		o.put(`<a href="`, address(d.Href), `">`, templ.EscapeString(d.Text), `</a>`)
	}
	o.put(`</td>`)
}

// LightPart shows a light: shape, word and colour.
func LightPart(p *i18n.Printer, l Light) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		out := writer{w: w}
		if l.Kind != "" {
			out.light(p, l)
		}
		return out.err
	})
}

func (o *writer) light(p *i18n.Printer, l Light) {
	o.put(`<span class="light `, string(l.Kind), `"><span class="shape" aria-hidden="true">`, shapes[l.Kind], `</span>`, templ.EscapeString(l.Text(p)), `</span>`)
}

// address is an address as an attribute may carry it: no other scheme than a template would let through.
func address(href string) string { return templ.EscapeString(string(templ.URL(href))) }

// writer keeps the first error.
type writer struct {
	w   io.Writer
	err error
}

func (o *writer) put(texts ...string) {
	for _, t := range texts {
		if o.err == nil {
			_, o.err = io.WriteString(o.w, t)
		}
	}
}

func (o *writer) part(ctx context.Context, c templ.Component) {
	if o.err == nil {
		o.err = c.Render(ctx, o.w)
	}
}
