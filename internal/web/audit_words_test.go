package web

import (
	"testing"

	"huiyin/internal/i18n"
	"huiyin/internal/registry"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// The security log says in words on what an entry acted: no row of the database stands for a session, a post, an account or a body.
func TestSecurityLinesAreWords(t *testing.T) {
	v := &Visit{Printer: i18n.For(i18n.Chinese)}
	var d *store.Directory
	if err := newOffices(t).store.View(t.Context(), func(tx *store.Tx) (err error) {
		d, err = tx.Directory(t.Context(), 1)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	for _, s := range []struct {
		name, subject, detail, on, want string
	}{
		{"the own account is named by the line", "account:7", "", "", ""},
		{"another's by its name", "account:8", "liming", "liming", "liming"},
		{"even one that is spelt as a role is", "account:8", "auditor", "auditor", "auditor"},
		{"one of which the line tells no name", "account:8", "", "liming", "liming"},
		{"or by its number when it is gone", "account:8", "", "", "账号（登记号8）"},
		{"the end of another's sign-in", "account:8", "session:5", "liming", "liming 一处登录"},
		{"the end of an own one", "session:5", "", "", "一处登录"},
		{"a name that failed", "login:nobody", "", "", "nobody"},
		{"rights", "post:71", "end_post deputy", "", "代表1（第一代表团 人大代表） " + v.T("action.end_post") + " 人大代表"},
		{"rights in another congress", "post:12", "end_post unit", "", "岗位（登记号12） " + v.T("action.end_post") + " 承办单位经办"},
		{"a congress that was founded", "congress:3", "shaohe 邵河县人大", "", "shaohe 邵河县人大"},
		{"a list that was taken out", "directory", "rows=9 due_to=2026-06-29&state=assigned%2Chandling", "", "建议目录9行；到期日止：2026年6月29日；状态：已交办、办理中"},
		{"of a session, a body, a deputy", "suggestions", "rows=9 session=2&unit=10&lead=70", "", "建议列表9行；领衔代表：代表0；会议：第五届第四次会议（2026年）；承办单位：市卫生局"},
		{"of all sessions, by a task, by a fact", "suggestions", "rows=9 session=all&task=review&at_meeting=true", "", "建议列表9行；交办会交办：是；会议：历次会议；待办事项：" + v.T("task.review")},
		{"by the state at the unit, in an order", "shares", "rows=9 unit_state=working&sort=-due", "", "承办任务列表9行；排序：到期日；单位办理状态：办理中"},
		{"by the role and the result", "suggestions", "rows=9 unit_role=lead&first_result=not_satisfied&known=key_level,promises", "", "建议列表9行；首轮结果评价：不满意；有记载的事项：是否重点建议、承诺及其兑现；承办方式：主办"},
		{"by a state of parts", "shares", "rows=9 state=working", "", "承办任务列表9行；状态：办理中"},
		{"by a state of promises", "commitments", "rows=9 state=open", "", "承诺台账9行；状态：" + v.T("lists.promises_open")},
		{"a list in an order of before", "suggestions", "rows=9 sort=-changed", "", "建议列表9行；排序：最近变动日期"},
		{"of a body of another congress", "suggestions", "rows=9 unit=99", "", "建议列表9行；承办单位：99"},
		{"with a filter left empty", "report", "rows=9 until=", "", "报告9行"},
		{"something without a word of its own", "thing", "rows=1 ", "", "thing1行"},
		{"a log that was taken out", "event_log", "rows=12 from=2026-01-01", "", "办理日志12行；起始日期：2026年1月1日"},
		{"of one kind, by an act", "event_log", "rows=12 kind=suggestion&action=end_post", "", "办理日志12行；操作：" + v.T("action.end_post") + "；对象：建议"},
		{"one of an earlier version", "event-log?from=2026-01-01", "", "", "event-log?from=2026-01-01"},
	} {
		l := registry.SecurityLine{SecurityEntry: store.SecurityEntry{Account: 7, Subject: s.subject, Detail: s.detail}, On: s.on}
		if got := subjectText(v, d, l); got != s.want {
			t.Errorf("%s: %q, want %q", s.name, got, s.want)
		}
	}
}

// Whatever a list can be narrowed by is told to the auditor in words, each value of each filter.
func TestEveryFilterOfAnExportIsWords(t *testing.T) {
	v, d := &Visit{Printer: i18n.For(i18n.Chinese)}, &store.Directory{}
	for list, params := range map[string][]suggestion.Param{
		"suggestions": suggestion.FilterParams(), "deputies": suggestion.DeputyParams(), "forms": suggestion.FormParams(),
		"commitments": suggestion.PromiseParams(), "shares": suggestion.ShareParams(),
	} {
		for _, p := range params {
			if p.Kind == suggestion.AskFlag {
				p.Options = []string{"true", "false"}
			}
			for _, x := range p.Options {
				if narrowed(v, d, list, p.Name, x) == x {
					t.Errorf("%s %s=%s is said as it is written", list, p.Name, x)
				}
			}
		}
	}
}

// The event log names what has a name, and says of anything else under which number it is kept.
func TestTheEventLogNamesWhatItIsAbout(t *testing.T) {
	o := newOffices(t)
	o.as["admin"].post("/admin/org/10/rename_org", "name", "市卫健委", "v", "1")
	o.as["admin"].post("/admin/post/new/give_post", "person", "60", "org", "10", "role", "unit", "v", "1")
	if resp, body := o.as["committee"].post("/suggestions", "kind", "single", "deputy", "70", "entered_how", "oral", "title", "关于一件事的建议"); resp.StatusCode != 303 {
		t.Fatalf("a draft: %d %s", resp.StatusCode, around(body))
	}
	o.read([]sentence{
		{"a body", "auditor", "GET", "/audit/log?kind=org", nil, 200, "", ">机构 · 市卫健委<"},
		{"a post", "auditor", "GET", "/audit/log?kind=post", nil, 200, "", "岗位 · 代表0（市卫健委 承办单位经办）"},
		{"a draft", "auditor", "GET", "/audit/log?kind=suggestion", nil, 200, "", "建议（未编号，登记号"},
	})
}
