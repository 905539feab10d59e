package templates

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"huiyin/internal/i18n"
)

// cells writes the cells of one row. It stands here and not in a template because a list has hundreds of them, and what a template does for
// a class or an attribute (lists, maps, formatting) was a tenth of a page's processor time.
func cells(p *i18n.Printer, columns []Column, r Row) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		out := writer{w: w}
		for i, d := range r.Cells {
			c := columns[i]
			out.put(`<td role="cell" class="`, c.Kind, `" data-label="`, templ.EscapeString(c.Text), `">`)
			switch {
			case c.Kind == ColTitle && d.Href != "":
				text := templ.EscapeString(d.Text)
				out.put(`<a class="clamp" href="`, address(d.Href), `" title="`, text, `">`, text, `</a>`)
				if d.Part != nil {
					out.part(ctx, d.Part)
				}
			case d.Part != nil:
				out.part(ctx, d.Part)
			case d.Light.Kind != "":
				out.part(ctx, LightPart(p, d.Light))
			case d.Href == "":
				out.put(templ.EscapeString(d.Text))
			default:
				out.put(`<a href="`, address(d.Href), `">`, templ.EscapeString(d.Text), `</a>`)
			}
			out.put(`</td>`)
		}
		return out.err
	})
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
