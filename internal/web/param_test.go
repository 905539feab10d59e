package web

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"huiyin/internal/desk"
	"huiyin/internal/docket"
	"huiyin/internal/i18n"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// asksOfReports are what the reports read of an address.
var asksOfReports = []string{"session", "cut_off", "until", "special", "decimals", "of", "by"}

// asksOfAddresses are the names of everything that an address can ask a page for.
func asksOfAddresses() map[string]bool {
	names := map[string]bool{}
	add := func(list []suggestion.Param) {
		for _, p := range list {
			names[p.Name] = true
		}
	}
	for _, list := range [][]suggestion.Param{
		suggestion.FilterParams(), suggestion.ShareParams(), suggestion.FormParams(), suggestion.DeputyParams(), suggestion.PromiseParams(),
	} {
		add(list)
	}
	for _, k := range docket.Kinds {
		add(desk.DossierParams(k))
	}
	for _, r := range new(Server).Routes() {
		add(r.Asks)
	}
	for _, form := range strictForms(i18n.Chinese) {
		for _, f := range form.Fields {
			names[f.Name] = true
		}
	}
	for _, name := range asksOfReports {
		names[name] = true
	}
	return names
}

// strictForms are the filters of the administrators' lists.
func strictForms(lang string) []*templates.AdminFilter {
	v := &Visit{Printer: i18n.For(lang)}
	return []*templates.AdminFilter{
		peopleForm(v, &store.Directory{}, url.Values{}, 0), accountForm(v, url.Values{}, 0), logForm(v, url.Values{}, 0), securityForm(v, url.Values{}, 0),
	}
}

// Whoever opens an address that cannot be meant is told in words which part of it: each parameter has a label, no two have the same, and no
// label tells of what no address asks for.
func TestEveryParameterHasItsOwnLabel(t *testing.T) {
	names := asksOfAddresses()
	if len(names) < 60 {
		t.Fatalf("only %d parameters are looked at: the walk is broken", len(names))
	}
	for _, lang := range i18n.Languages {
		say := i18n.For(lang)
		called := map[string]string{}
		for name := range names {
			if !say.Has("param." + name) {
				t.Errorf("%s: %s has no label", lang, name)
				continue
			}
			label := say.T("param." + name)
			if other, taken := called[label]; taken {
				t.Errorf("%s: %s and %s are both called %s", lang, name, other, label)
			}
			called[label] = name
		}
		for _, key := range say.Keys("param.") {
			if name := strings.TrimPrefix(key, "param."); !names[name] {
				t.Errorf("%s: %s is the label of nothing", lang, key)
			}
		}
		for _, form := range strictForms(lang) {
			for _, f := range form.Fields {
				if want := say.T("param." + f.Name); f.Label != want {
					t.Errorf("%s: on %s the field %s is called %s, in a complaint %s", lang, form.Action, f.Name, f.Label, want)
				}
			}
		}
	}
}

// The filters that an administrator's list offers are those that its address, and its workbook's, can be asked for.
func TestAListCanBeAskedForItsFilters(t *testing.T) {
	routes := new(Server).Routes()
	for _, form := range strictForms(i18n.Chinese) {
		for _, r := range routes {
			if r.Method != "GET" || r.Pattern != form.Action && r.Pattern != form.Action+".xlsx" {
				continue
			}
			var offered, known []string
			for _, f := range form.Fields {
				offered = append(offered, f.Name)
			}
			for _, p := range r.List {
				known = append(known, p.Name)
			}
			if !slices.Equal(offered, known) {
				t.Errorf("%s offers %v and can be asked for %v", r.Pattern, offered, known)
			}
		}
	}
}

// A parameter is called by its own name, not by that of an input of an act.
func TestAComplaintAboutAnAddressNamesTheParameter(t *testing.T) {
	c := newCity(t)
	c.busy()
	for _, s := range []struct {
		name, path, says, never string
	}{
		{"an order is no prize", "/suggestions?sort=beauty", "排序", "评选"},
		{"who answers is no text", "/suggestions?body=army", "承办系统", "正文"},
		{"the contact is no person", "/suggestions?contact=sometimes", "沟通情况", "联系人"},
		{"a timing has a name", "/shares?timing=soon", "首次答复时效", "timing"},
		{"so has the re-handling's", "/shares.xlsx?redo_timing=soon", "重新办理时效", "redo_timing"},
		{"and a flag", "/forms?first=perhaps", "是否首轮评价", "first"},
		{"the deputies' lists too", "/deputies?stream=winter", "提出时间", "stream"},
		{"and the ledger's", "/commitments?rated=brilliant", "兑现评价", "rated"},
		{"and dossiers'", "/year/visit?limit=-1", "每页条数", "limit"},
		{"a name that is none, of suggestions", "/suggestions?stat=handling", "stat", "状态"},
		{"of what is searched", "/search?p=1&q=路", "p", "标题"},
		{"of a workbook", "/suggestions.xlsx?stats=handling", "stats", "状态"},
		{"of a directory", "/suggestions/print?by=unit&unti=13", "unti", "单位"},
		{"of shares", "/shares?clas=A", "clas", "类别"},
		{"of forms", "/forms?attitudes=satisfied", "attitudes", "态度"},
		{"of deputies", "/deputies.xlsx?deputees=101", "deputees", "代表"},
		{"of promises", "/commitments?views=last_year", "views", "视图"},
		{"of dossiers", "/year/visit?stat=held", "stat", "状态"},
	} {
		resp, body := c.as(clerk).get(s.path)
		if resp.StatusCode != 422 || !strings.Contains(body, s.says+"：") || strings.Contains(body, s.never+"：") {
			t.Errorf("%s: %d, want 422 saying %s", s.name, resp.StatusCode, s.says)
		}
		bare, _, _ := strings.Cut(s.path, "?")
		if !strings.Contains(body, `href="`+bare+`">去掉条件打开`) {
			t.Errorf("%s: nothing leads to %s", s.name, bare)
		}
	}
}

// A condition that cannot be read must not become none.
func TestAnAddressThatCannotBeReadIsRefused(t *testing.T) {
	c := newCity(t)
	for _, path := range []string{"/suggestions?state=handling;state=closed", "/suggestions.xlsx?q=%zz", "/shares?class=%"} {
		if resp, _ := c.as(clerk).get(path); resp.StatusCode != 422 {
			t.Errorf("%s answers %d", path, resp.StatusCode)
		}
	}
}

// What another program adds to an address that it passes on narrows nothing and is left alone.
func TestWhatIsAddedToAnAddressOnItsWayIsLeftAlone(t *testing.T) {
	c := newCity(t)
	if resp, _ := c.as(clerk).get("/suggestions?utm_source=mail"); resp.StatusCode != 200 {
		t.Errorf("answers %d", resp.StatusCode)
	}
}

// A label that a form of acts uses for a field of the same name stays with the acts.
func TestAComplaintAboutAFormNamesTheInput(t *testing.T) {
	v := &Visit{Printer: i18n.For(i18n.Chinese)}
	for _, s := range []struct{ method, name, want string }{
		{"GET", "body", "承办系统"},
		{"HEAD", "body", "承办系统"},
		{"POST", "body", "正文"},
		{"POST", "timing", "首次答复时效"}, // a saved view sends the words of an address
		{"POST", "cases.0", "建议"},    // of several
		{"GET", "nobody_knows", "nobody_knows"},
	} {
		if got := inputName(v, s.method, s.name); got != s.want {
			t.Errorf("%s %s is called %s, want %s", s.method, s.name, got, s.want)
		}
	}
}
