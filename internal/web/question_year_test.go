package web

import (
	"html"
	"regexp"
	"strings"
	"testing"
)

// A list behind a number of the four questions comes page by page, and whole as a workbook.
func TestTheListOfAQuestionComesPageByPage(t *testing.T) {
	c := newCity(t)
	for _, number := range []string{"0001", "0002", "0003"} {
		c.answered(number)
	}
	const list = "/questions/form/all"
	_, first := c.as(clerk).get(list + "?limit=2")
	next := regexp.MustCompile(`href="(` + list + `\?[^"]*)" rel="next"`).FindStringSubmatch(first)
	if next == nil {
		t.Fatal("nothing leads to the next page")
	}
	second := html.UnescapeString(next[1])
	for _, p := range []struct {
		name   string
		post   int64
		path   string
		status int
		says   []string
		never  string
	}{
		{"the first page", clerk, list + "?limit=2", 200, []string{"，共3件", "0001", "0002", "共3件，本页2件", "下一页", "导出表格"}, "0003"},
		{"the next", clerk, second, 200, []string{"，共3件", "0003", "共3件，本页1件", "首页"}, "0002"},
		{"all on one", clerk, list, 200, []string{"0001", "0003", "共3件，本页3件"}, "下一页"},
		{"of the year that is asked for", clerk, list + "?year=2026&limit=1", 200, []string{"year=2026"}, "0002"},
		{"behind the last", clerk, list + "?after=99999999", 200, []string{"，共3件", "本页0件"}, "0003"},
		{"a list of nothing has no pages", clerk, "/questions/form/satisfied", 200, []string{"，共0件"}, "本页"},
		{"a cursor that is none", clerk, list + "?after=x", 422, nil, "0001"},
		{"too many on a page", clerk, list + "?limit=201", 422, nil, "0001"},
		{"what is no question", clerk, "/questions/rumour/all", 404, nil, "0001"},
		{"as a workbook", clerk, list + "/excel", 200, []string{"PK"}, ""},
		{"a workbook of what is no question", clerk, "/questions/rumour/all/excel", 404, nil, ""},
		{"a workbook is not for units", health, list + "/excel", 403, nil, ""},
	} {
		resp, body := c.as(p.post).get(p.path)
		if resp.StatusCode != p.status {
			t.Errorf("%s: %d, want %d", p.name, resp.StatusCode, p.status)
		}
		for _, w := range p.says {
			if !strings.Contains(body, w) {
				t.Errorf("%s: does not say %q", p.name, w)
			}
		}
		if p.never != "" && strings.Contains(text(body), p.never) {
			t.Errorf("%s: says %q", p.name, p.never)
		}
	}
}
