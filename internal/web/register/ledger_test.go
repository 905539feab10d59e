package register

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/i18n"
	"huiyin/internal/intake/sheet"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// The workbook of the ledger says what its page says: neither more nor less of any promise.
func TestTheLedgersWorkbookSaysWhatThePageSays(t *testing.T) {
	l := Lister{P: i18n.For("zh-CN"), Dir: &store.Directory{}, Today: "2026-06-30"}
	for name, k := range map[string]store.CommitmentRow{
		"owed, and moved": {Number: "0007", Title: "关于某路的建议", Words: "年内通车", State: suggestion.Promised, Due: "2026-12-31", FirstDue: "2026-08-31", ReportBy: "2026-07-15", Made: 2026, Year: 2026, Percent: 40},
		"carried, done":   {Number: "0008", Title: "关于某桥的建议", Words: "完成加固", State: suggestion.Kept, Due: "2026-03-31", FirstDue: "2026-03-31", DoneOn: "2026-03-02", Made: 2025, Year: 2026, Term: 6, Percent: 100},
	} {
		var p templates.LedgerPage
		l.FillLedger(&p, url.Values{}, store.CommitmentFilter{}, []store.CommitmentRow{k}, "", 1, 0)
		var page strings.Builder
		for _, c := range p.Table.Rows[0].Cells {
			page.WriteString(c.Text + "\n")
			if c.Part != nil {
				if err := c.Part.Render(context.Background(), &page); err != nil {
					t.Fatal(err)
				}
			}
		}
		book := ""
		for i, v := range l.LedgerCells(k) {
			text := fmt.Sprint(v)
			switch v := v.(type) {
			case calendar.Day:
				text = l.P.Day(v)
			case sheet.Share:
				text = string(v)
			case nil:
				text = ""
			}
			book += text + "\n"
			if !strings.Contains(page.String(), text) {
				t.Errorf("%s: %s is %q in the workbook, and not on the page: %s", name, l.LedgerHeads()[i].Title, text, page.String())
			}
		}
		const years = 3 // one sentence on the page of what the workbook has in three columns
		for i, c := range p.Table.Rows[0].Cells {
			if !strings.Contains(book, c.Text) && i != years {
				t.Errorf("%s: %s is %q on the page, and not in the workbook: %s", name, p.Table.Columns[i].Text, c.Text, book)
			}
		}
	}
}
