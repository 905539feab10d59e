package web

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/handover"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// The lists of all sessions stand in the order of their days, page by page; what waits for the reader stands above them.
func TestHandOverListsOfYears(t *testing.T) {
	c := newCity(t)
	k := c.pending("0001")
	c.must(clerk, k.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	begin := func(title, on string, cases ...int64) int64 {
		t.Helper()
		got, err := c.desk.Handover(t.Context(), c.actors[clerk], 0, desk.ListRequest{Do: "begin_list", Cmd: &handover.Begin{Title: title, On: calendar.Day(on), Cases: cases}})
		if err != nil {
			t.Fatal(err)
		}
		return got.List.ID
	}
	sent := begin("最早的清单", "2016-01-01", k.ID)
	if _, err := c.desk.Handover(t.Context(), c.actors[clerk], sent, desk.ListRequest{Do: "propose_list", Cmd: &suggestion.Nothing{}}); err != nil {
		t.Fatal(err)
	}
	for i := range 50 {
		begin(fmt.Sprintf("第%02d份清单", i), fmt.Sprintf("20%02d-03-02", 17+i%9))
	}
	err := c.desk.Store.Do(t.Context(), func(tx *store.Tx) error { // a new session does not take the lists of the last off the page
		return tx.SaveSession(t.Context(), org.Session{ID: 22, Congress: 1, Term: 5, Number: 5, Year: 2026, Opens: "2026-03-01", Closes: "2026-03-02"})
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []struct {
		says  string
		post  int64
		path  string
		code  int
		want  []string // in this order
		never string
	}{
		{"the first page, to a clerk", clerk, "/handover", 200, []string{"第44份清单", "2025年3月2日", "第35份清单", "共51份，本页第1–50份", "下一页"}, "最早的清单"},
		{"the second", clerk, "/handover?from=50", 200, []string{"最早的清单", "共51份，本页第51–51份", "上一页"}, "第44份清单"},
		{"beyond the last", clerk, "/handover?from=51", 404, nil, "还没有交办清单"},
		{"no number", clerk, "/handover?from=x", 422, nil, "第44份清单"},
		{"of one session", clerk, "/handover?session=21", 200, []string{"交办清单51份", "第五届第四次会议", "第44份清单"}, ""},
		{"its second page", clerk, "/handover?session=21&from=50", 200, []string{"最早的清单", "上一页"}, "第44份清单"},
		{"of a session without any", clerk, "/handover?session=22", 200, []string{"交办清单0份", "这次会议没有交办清单", "历次会议"}, "第44份清单"},
		{"of a session without any, to who approves", head, "/handover?session=22", 200, []string{"待我处理的交办清单1份", "最早的清单", "这次会议没有交办清单"}, "第44份清单"},
		{"of all", clerk, "/handover?session=all", 200, []string{"交办清单51份", "第44份清单"}, ""},
		{"of a session that there is not", clerk, "/handover?session=987", 200, []string{"交办清单0份", "987", "历次会议"}, "第44份清单"},
		{"of no session", clerk, "/handover?session=x", 422, []string{"会议"}, "第44份清单"},
		{"the first page, to who approves", head, "/handover", 200, []string{"待我处理的交办清单1份", "最早的清单", "待审定", "第44份清单"}, ""},
		{"a unit", health, "/handover", 403, nil, "第44份清单"},
	} {
		resp, page := c.as(p.post).get(p.path)
		page = text(page)
		if resp.StatusCode != p.code || p.never != "" && strings.Contains(page, p.never) {
			t.Errorf("%s: %d, or it says %q", p.says, resp.StatusCode, p.never)
		}
		rest, ok := page, true
		for _, w := range p.want {
			if _, rest, ok = strings.Cut(rest, w); !ok {
				t.Errorf("%s: does not say %q in its place", p.says, w)
				break
			}
		}
	}
}

// The way of a list from the empty form to what its page says after a re-assignment, with two clerks on it at once.
func TestAListOnItsWay(t *testing.T) {
	c := newCity(t)
	bare, _ := c.as(clerk).post("/handover/new")
	if _, page := c.as(clerk).get(bare.Header.Get("Location")); strings.Contains(page, `value="propose_list"`) || !strings.Contains(text(page), "不能送审：清单中还没有建议。") {
		t.Error("a list with nothing to tick can be sent, or does not say why not")
	}
	var ids []string
	for i := range 4 {
		k := c.pending(fmt.Sprintf("000%d", i+1))
		c.must(clerk, k.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
		ids = append(ids, strconv.FormatInt(k.ID, 10))
	}
	resp, _ := c.as(clerk).post("/handover/new")
	list := resp.Header.Get("Location")
	says := func(name string, post int64, path string, want, never []string) {
		t.Helper()
		resp, page := c.as(post).get(path)
		if resp.StatusCode != 200 {
			t.Errorf("%s: %d", name, resp.StatusCode)
		}
		page = text(page)
		for _, w := range want {
			if !strings.Contains(page, w) {
				t.Errorf("%s: does not say %q", name, w)
			}
		}
		for _, w := range never {
			if strings.Contains(page, w) {
				t.Errorf("%s: says %q", name, w)
			}
		}
	}
	form := func(do, version string, cases ...string) []string {
		out := []string{"do", do, "version", version, "title", "清单", "on", "2026-03-02"}
		for _, k := range cases {
			out = append(out, "case", k)
		}
		return out
	}
	if _, page := c.as(clerk).get(list); !strings.Contains(page, `value="propose_list"`) {
		t.Error("what is ticked cannot be sent at once")
	}
	if resp, page := c.as(clerk).post(list, form("propose_list", "1")...); resp.StatusCode != 422 || !strings.Contains(page, "清单中还没有建议。") {
		t.Errorf("nothing ticked: %d", resp.StatusCode)
	}
	if resp, _ := c.as(clerk).post(list, form("change_list", "1", ids[0], ids[1])...); resp.StatusCode != 303 {
		t.Fatal(resp.StatusCode)
	}
	if resp, _ := c.as(clerk).post(list, form("change_list", "2", ids[0], ids[2])...); resp.StatusCode != 303 { // off the second, on the third
		t.Fatal(resp.StatusCode)
	}
	stale := append(form("propose_list", "2", ids[1], ids[3]), "was", ids[0], "was", ids[1]) // off the first, on the fourth
	resp, page := c.as(head).post(list, stale...)
	if resp.StatusCode != 422 || !strings.Contains(page, "下面的勾选已并入对方的增减") {
		t.Errorf("two at once: %d", resp.StatusCode)
	}
	for i, on := range []bool{false, false, true, true} {
		_, box, _ := strings.Cut(page, `name="case" value="`+ids[i]+`"`)
		if box, _, _ = strings.Cut(box, ">"); strings.Contains(box, "checked") != on {
			t.Errorf("two at once: of the %d. case the box is <%s>", i+1, box)
		}
	}
	if _, page := c.as(clerk).get(list); strings.Contains(text(page), "待审定") {
		t.Error("a stale page sent the list")
	}

	if resp, _ := c.as(clerk).post(list, form("propose_list", "3", ids[0], ids[2])...); resp.StatusCode != 303 {
		t.Fatal(resp.StatusCode)
	}
	says("the head's workbench", head, "/", []string{"待我处理的交办清单1份", "待审定"}, nil)
	says("the clerk's workbench", clerk, "/", nil, []string{"待我处理的交办清单"})
	says("the head's notices", head, "/notices", []string{"交办清单“清单”（2件）已送审，请审定。"}, nil)
	says("the clerk's notices", clerk, "/notices", nil, []string{"已送审，请审定"})
	if resp, _ := c.as(head).post(list, "do", "send_back_list", "note", "请核第0003号"); resp.StatusCode != 303 {
		t.Fatal(resp.StatusCode)
	}
	says("sent back, to the clerk", clerk, "/notices", []string{"您送审的交办清单“清单”已退回：请核第0003号"}, nil)
	says("and on the workbench", clerk, "/", []string{"退回待修改"}, nil)
	says("decided, the head's", head, "/", nil, []string{"待我处理的交办清单"})
	if resp, _ := c.as(clerk).post(list, "do", "propose_list"); resp.StatusCode != 303 {
		t.Fatal(resp.StatusCode)
	}
	if resp, _ := c.as(head).post(list, "do", "approve_list"); resp.StatusCode != 303 {
		t.Fatal(resp.StatusCode)
	}

	first, _ := strconv.ParseInt(ids[0], 10, 64)
	k := c.must(health, first, c.now(first).Assignments[0].No, "object", `{"reason":"不属本单位","proposes":14}`)
	c.must(clerk, first, k.Objections[0].No, "grant_objection", `{"unit":14,"decision":"改办"}`)
	_, unit := c.as(health).get("/suggestions/" + ids[2])
	if unit == "" {
		t.Fatal("the unit's page is empty")
	}
	says("the list after a re-assignment", clerk, list, []string{"涉及承办单位1个（件次）", "（独办）已交办现由"}, nil)
	says("its print", clerk, list+"/print", []string{"现由", "涉及承办单位1个（件次）"}, nil)
	for path, begins := range map[string]string{"/excel": "PK", "/word": "PK"} {
		if resp, body := c.as(clerk).get(list + path); resp.StatusCode != 200 || !strings.HasPrefix(body, begins) {
			t.Errorf("%s: %d", path, resp.StatusCode)
		}
		if resp, _ := c.as(health).get(list + path); resp.StatusCode != 403 {
			t.Errorf("%s to a unit: %d", path, resp.StatusCode)
		}
	}
}

// A list whose document was damaged keeps its line, and nobody else's page breaks of it.
func TestADamagedHandOverList(t *testing.T) {
	c := newCity(t)
	k := c.pending("0001")
	c.must(clerk, k.ID, 0, "propose_units", `{"shares":[{"unit":13,"role":"sole"}]}`)
	var sound, damaged int64
	for title, at := range map[string]*int64{"完好的清单": &sound, "损坏的清单": &damaged} {
		got, err := c.desk.Handover(t.Context(), c.actors[clerk], 0, desk.ListRequest{Do: "begin_list", Cmd: &handover.Begin{Title: title, On: "2026-03-02"}})
		if err != nil {
			t.Fatal(err)
		}
		*at = got.List.ID
	}
	if err := c.desk.Store.Do(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(t.Context(), `UPDATE handover SET doc = '{"id":', state = 'proposed' WHERE id = $1`, damaged)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	open := "/handover/" + strconv.FormatInt(sound, 10)
	for _, p := range []struct {
		says  string
		post  int64
		path  string
		code  int
		want  string
		never string
	}{
		{"all lists name it", clerk, "/handover", 200, "损坏的清单2026年3月2日0待审定。记录已损坏，无法打开", ""},
		{"and the others", clerk, "/handover", 200, "完好的清单", ""},
		{"the workbench of a clerk", clerk, "/", 200, "", "损坏的清单"},
		{"of who approves", head, "/", 200, "", "损坏的清单"},
		{"another list", clerk, open, 200, "完好的清单", ""},
		{"itself", clerk, "/handover/" + strconv.FormatInt(damaged, 10), 500, "", "损坏的清单"},
	} {
		if resp, page := c.as(p.post).get(p.path); resp.StatusCode != p.code || !strings.Contains(text(page), p.want) || p.never != "" && strings.Contains(text(page), p.never) {
			t.Errorf("%s: %d, want %d with %q", p.says, resp.StatusCode, p.code, p.want)
		}
	}
	if resp, _ := c.as(clerk).post(open, "do", "change_list", "version", "1", "title", "完好的清单", "on", "2026-03-02", "case", strconv.FormatInt(k.ID, 10)); resp.StatusCode != 303 {
		t.Errorf("another list is changed: %d", resp.StatusCode)
	}
	if resp, _ := c.as(clerk).post("/handover/new", "meeting", "yes"); resp.StatusCode != 303 {
		t.Errorf("a meeting's list is begun: %d", resp.StatusCode)
	}
}
