package web

import (
	"strings"
	"testing"
)

func TestCalculator(t *testing.T) {
	b := newServer(t)
	for _, c := range []struct {
		name, query string
		status      int
		says        string
	}{
		{"asks first", "", 200, "推算"},
		{"three months end in a holiday and roll on", "?from=2026-02-03&term=3m", 200, "2026年5月6日"},
		{"a rule names its article", "?from=2025-11-15&pack=hunan-city&clock=reply", 200, "2026年2月"},
		{"a day that is none", "?from=2026-02-30&term=3m", 422, `id="f-from-wrong"`},
		{"a term that is none", "?from=2026-02-03&term=soon", 422, `id="f-term-wrong"`},
		{"what was typed is kept and escaped", "?from=2026-02-03&term=%3Cb%3E", 422, `value="&lt;b&gt;"`},
		{"no day is asked for, not called a wrong one", "?from=&term=3m", 422, "请填写此项"},
		{"no time at all", "?from=2026-02-03&term=0d", 422, "须大于零"},
		{"a term without end", "?from=2026-02-03&term=1000m", 422, "过长"},
		{"the longest term", "?from=2026-01-01&term=999m", 200, "2109年4月1日"},
		{"full-width digits are not guessed", "?from=2026-02-03&term=%EF%BC%93m", 422, `id="f-term-wrong"`},
		{"day and term are complained of together", "?from=soon&term=3x", 422, `id="f-term-wrong"`},
		{"a limit that nobody set", "?from=2026-02-03&pack=law&clock=feedback", 422, "系统不代为设定"},
		{"a stream that is none", "?from=2026-02-03&pack=law&clock=reply&stream=night", 422, `id="f-stream-wrong"`},
		{"a session's limit counts from its close", "?from=2026-01-16&pack=shandong&clock=reply&stream=session", 200, "大会闭幕起算"},
		{"a day beyond the calendar is provisional", "?from=2026-11-30&term=3m", 200, "暂定"},
		{"an unknown pack", "?from=2026-02-03&pack=mars&clock=reply", 422, `id="f-pack-wrong"`},
		{"an unknown clock", "?from=2026-02-03&pack=law&clock=tea", 422, `id="f-clock-wrong"`},
	} {
		resp, body := b.get("/calculator" + c.query)
		if resp.StatusCode != c.status || !strings.Contains(body, c.says) {
			t.Errorf("%s: %d, want %d and %s\n%.300s", c.name, resp.StatusCode, c.status, c.says, body[max(0, strings.Index(body, "<main")):])
		}
	}
}
