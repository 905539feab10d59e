package api

import (
	"net/http"
	"reflect"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/answer"
	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/indicator"
	"huiyin/internal/rule"
	"huiyin/internal/stats"
	"huiyin/internal/suggestion"
)

// actParams are those of an action on a suggestion; dossiers take the first two.
var actParams = []suggestion.Param{
	{Name: "part", Kind: suggestion.AskNumber},
	{Name: "version", Kind: suggestion.AskNumber},
	{Name: "effective_on", Kind: suggestion.AskDay},
	{Name: "effective_why", Kind: suggestion.AskLine},
}

var yearParam = suggestion.Param{Name: "year", Kind: suggestion.AskNumber}

// listParams are those of the list of suggestions, with the words that the filter itself does not know.
func listParams() []suggestion.Param {
	out := suggestion.FilterParams()
	for i, p := range out {
		if p.Name == "task" {
			out[i].Kind, out[i].Options, out[i].Most = suggestion.AskChoices, access.TaskNames, 0
		}
	}
	return out
}

func breakdownParams() []suggestion.Param {
	by := suggestion.Param{Name: "by", Kind: suggestion.AskChoice, Required: true}
	for _, d := range indicator.Dimensions {
		by.Options = append(by.Options, string(d))
	}
	return []suggestion.Param{yearParam, {Name: "of", Kind: suggestion.AskLine, Required: true}, by}
}

func dateParams() []suggestion.Param {
	clock := suggestion.Param{Name: "clock", Kind: suggestion.AskChoice}
	for _, k := range rule.Clocks {
		clock.Options = append(clock.Options, string(k))
	}
	return []suggestion.Param{
		{Name: "pack", Kind: suggestion.AskLine},
		clock,
		{Name: "term", Kind: suggestion.AskLine},
		{Name: "from", Kind: suggestion.AskDay, Required: true},
		{Name: "stream", Kind: suggestion.AskChoice, Options: []string{string(rule.InSession), string(rule.Between)}},
	}
}

// operations is the API's table.
func (s *Server) operations() []operation {
	one := Prefix + "/suggestions/{id}"
	list := []operation{
		{method: "POST", path: Prefix + "/sessions", id: "create_session", enter: answer.Anyone, body: reflect.TypeFor[SignInBody](), out: reflect.TypeFor[Signed](), status: http.StatusCreated, run: (*call).createSession},
		{method: "DELETE", path: Prefix + "/sessions/current", id: "end_session", enter: answer.SignedIn, status: http.StatusNoContent, run: (*call).endSession},
		{method: "GET", path: Prefix + "/directory", id: "get_directory", enter: answer.SignedIn, query: []suggestion.Param{mandates}, out: reflect.TypeFor[Directory](), run: (*call).directory},
		{method: "GET", path: Prefix + "/suggestions", id: "list_suggestions", enter: answer.Readers.AndFormer(), query: listParams(), out: reflect.TypeFor[List](), run: (*call).listSuggestions},
		{method: "GET", path: one, id: "get_suggestion", enter: answer.SignedIn, out: reflect.TypeFor[Suggestion](), run: (*call).getSuggestion},
		{method: "GET", path: one + "/events", id: "list_events", enter: answer.SignedIn, out: reflect.TypeFor[[]Event](), run: (*call).listEvents},
		{method: "GET", path: one + "/files", id: "list_files", enter: answer.SignedIn, out: reflect.TypeFor[[]suggestion.File](), run: (*call).listFiles},
		{method: "GET", path: one + "/similar", id: "list_similar", enter: answer.SignedIn, out: reflect.TypeFor[[]Similar](), run: (*call).listSimilar},
		{method: "GET", path: one + "/advice", id: "list_advice", enter: answer.SignedIn, out: reflect.TypeFor[[]Advice](), run: (*call).listAdvice},
		{method: "GET", path: one + "/files/{hash}", id: "get_file", enter: answer.SignedIn, run: (*call).getFile},
		{method: "GET", path: Prefix + "/notices", id: "list_notices", enter: answer.SignedIn, out: reflect.TypeFor[[]Notice](), run: (*call).listNotices},
		{method: "GET", path: Prefix + "/indicators", id: "list_indicators", enter: answer.Readers, query: []suggestion.Param{yearParam}, out: reflect.TypeFor[stats.Year](), run: (*call).indicators},
		{method: "GET", path: Prefix + "/indicators/breakdown", id: "break_down_indicator", enter: answer.Readers, query: breakdownParams(), out: reflect.TypeFor[stats.Breakdown](), run: (*call).breakdown},
		{method: "GET", path: Prefix + "/shares", id: "list_shares", enter: answer.Readers, query: suggestion.ShareParams(), out: reflect.TypeFor[ShareList](), run: (*call).listShares},
		{method: "GET", path: Prefix + "/forms", id: "list_forms", enter: answer.Readers, query: suggestion.FormParams(), out: reflect.TypeFor[FormList](), run: (*call).listForms},
		{method: "GET", path: Prefix + "/deputies", id: "list_deputies", enter: answer.Readers, query: suggestion.DeputyParams(), out: reflect.TypeFor[DeputyList](), run: (*call).listDeputies},
		{method: "GET", path: Prefix + "/commitments", id: "list_commitments", enter: answer.Readers.AndFormer(), query: suggestion.PromiseParams(), out: reflect.TypeFor[PromiseList](), run: (*call).listPromises},
		{method: "GET", path: Prefix + "/dates", id: "count_date", enter: answer.Anyone, query: dateParams(), out: reflect.TypeFor[Date](), run: (*call).date},
	}
	steps := suggestion.Transitions()
	for _, do := range actions() {
		cmd, _, _ := suggestion.NewCommand(do)
		op := operation{
			method: "POST", path: one + "/actions/" + string(do), id: "do_" + string(do), enter: answer.SignedIn, query: actParams, once: true,
			body: reflect.TypeOf(cmd).Elem(), out: reflect.TypeFor[Done](),
			run: func(c *call) (any, error) {
				id, err := c.id()
				if err != nil {
					return nil, err
				}
				return c.do(do, id)
			},
		}
		if begins(steps, do) { // it makes a case instead of moving one
			op.path, op.status, op.enter = Prefix+"/suggestions/actions/"+string(do), http.StatusCreated, beginners[do]
			op.run = func(c *call) (any, error) { return c.do(do, 0) }
		}
		list = append(list, op)
	}
	return append(append(list, handoverOperations()...), dossierOperations()...)
}

// history enters a case of a past year. It is the import's: the sheet is checked row by row, and nothing else checks its command (ADR 99).
const history flow.Action = "record_history"

// actions lists every action of the tables that a person can take here, in table order.
func actions() []flow.Action {
	var out []flow.Action
	for _, t := range suggestion.Tables {
		for _, do := range t.Actions() {
			if suggestion.ByPeople(do) && do != history {
				out = append(out, do)
			}
		}
	}
	return out
}

// beginners are those who make a case, as on the page of the same name.
var beginners = map[flow.Action]answer.Entry{"start_draft": answer.Writers, "enter_secret": answer.Office}

func begins(steps []suggestion.Transition, do flow.Action) bool {
	return slices.ContainsFunc(steps, func(t suggestion.Transition) bool { return t.Do == do && t.From == "" })
}

// Date is a counted day with its reasons.
type Date struct {
	Due         calendar.Day `json:"due"`
	Raw         calendar.Day `json:"raw"`
	Provisional bool         `json:"provisional"`
	Steps       []string     `json:"steps"`
}
