package api

import (
	"net/http"
	"reflect"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/stats"
	"huiyin/internal/suggestion"
)

// filterParams are the parameters of a list: those of suggestion.Filter, and session=all for every session.
var filterParams = []string{
	"session", "state", "number", "q", "unit", "unit_state", "unit_role", "special", "category", "delegation", "lead", "stream", "class",
	"outcome", "attitude", "result", "key", "clock", "due_from", "due_to", "at_meeting", "excellent", "escalated", "history", "replied",
	"promises", "known", "task", "body", "county", "lead_unit", "contact", "instructed", "timing", "answer_due", "first_outcome", "first_result", "redone",
	"consent", "published", "effect", "kept", "sort", "after", "limit",
}

// shareParams, formParams and promiseParams are those of suggestion.ShareFilter, FormFilter and PromiseFilter.
var (
	shareParams = []string{
		"session", "unit", "answers", "state", "signed", "sign_time", "replied", "timing", "answer_due", "late", "contact", "instructed", "outcome",
		"result", "redone", "redo_limit", "redo_timing", "effect", "category", "delegation", "lead", "county", "stream", "history", "after", "limit",
	}
	formParams = []string{
		"session", "unit", "first", "attitude", "result", "outcome", "category", "delegation", "lead", "county", "stream", "after", "limit",
	}
	promiseParams = []string{
		"session", "unit", "state", "rated", "outcome", "due_from", "due_to", "category", "delegation", "lead", "county", "stream", "after",
	}
)

// operations is the API's table.
func (s *Server) operations() []operation {
	one := Prefix + "/suggestions/{id}"
	list := []operation{
		{method: "POST", path: Prefix + "/sessions", id: "create_session", open: true, body: reflect.TypeFor[SignInBody](), out: reflect.TypeFor[Signed](), status: http.StatusCreated, run: (*call).createSession},
		{method: "DELETE", path: Prefix + "/sessions/current", id: "end_session", status: http.StatusNoContent, run: (*call).endSession},
		{method: "GET", path: Prefix + "/suggestions", id: "list_suggestions", query: filterParams, out: reflect.TypeFor[List](), run: (*call).listSuggestions},
		{method: "GET", path: one, id: "get_suggestion", out: reflect.TypeFor[Suggestion](), run: (*call).getSuggestion},
		{method: "GET", path: one + "/events", id: "list_events", out: reflect.TypeFor[[]Event](), run: (*call).listEvents},
		{method: "GET", path: one + "/files", id: "list_files", out: reflect.TypeFor[[]suggestion.File](), run: (*call).listFiles},
		{method: "GET", path: one + "/files/{hash}", id: "get_file", run: (*call).getFile},
		{method: "GET", path: Prefix + "/notices", id: "list_notices", out: reflect.TypeFor[[]Notice](), run: (*call).listNotices},
		{method: "GET", path: Prefix + "/indicators", id: "list_indicators", query: []string{"year"}, out: reflect.TypeFor[stats.Year](), run: (*call).indicators},
		{method: "GET", path: Prefix + "/indicators/breakdown", id: "break_down_indicator", query: []string{"year", "of", "by"}, out: reflect.TypeFor[stats.Breakdown](), run: (*call).breakdown},
		{method: "GET", path: Prefix + "/shares", id: "list_shares", query: shareParams, out: reflect.TypeFor[ShareList](), run: (*call).listShares},
		{method: "GET", path: Prefix + "/forms", id: "list_forms", query: formParams, out: reflect.TypeFor[FormList](), run: (*call).listForms},
		{method: "GET", path: Prefix + "/commitments", id: "list_commitments", query: promiseParams, out: reflect.TypeFor[PromiseList](), run: (*call).listPromises},
		{method: "GET", path: Prefix + "/dates", id: "count_date", open: true, query: []string{"pack", "clock", "term", "from", "stream"}, out: reflect.TypeFor[Date](), run: (*call).date},
	}
	for _, do := range actions() {
		cmd, _, _ := suggestion.NewCommand(do)
		op := operation{
			method: "POST", path: one + "/actions/" + string(do), id: "do_" + string(do), query: []string{"part", "version", "effective_on", "effective_why"},
			body: reflect.TypeOf(cmd).Elem(), out: reflect.TypeFor[Done](),
			run: func(c *call) (any, error) {
				id, err := c.id()
				if err != nil {
					return nil, err
				}
				return c.do(do, id)
			},
		}
		if begins(do) { // it makes a case instead of moving one
			op.path, op.status = Prefix+"/suggestions/actions/"+string(do), http.StatusCreated
			op.run = func(c *call) (any, error) { return c.do(do, 0) }
		}
		list = append(list, op)
	}
	return append(list, dossierOperations()...)
}

// actions lists every action of the tables that a person can take, in table order.
func actions() []flow.Action {
	var out []flow.Action
	for _, t := range suggestion.Tables {
		for _, do := range t.Actions() {
			if suggestion.ByPeople(do) {
				out = append(out, do)
			}
		}
	}
	return out
}

func begins(do flow.Action) bool {
	for _, t := range suggestion.Transitions() {
		if t.Do == do && t.From == "" {
			return true
		}
	}
	return false
}

// Date is a counted day with its reasons.
type Date struct {
	Due         calendar.Day `json:"due"`
	Raw         calendar.Day `json:"raw"`
	Provisional bool         `json:"provisional"`
	Steps       []string     `json:"steps"`
}
