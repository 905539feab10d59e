package casefile

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// next lists the acts in the order in which most people take them; what is not listed comes after, in table order.
var next = []flow.Action{
	"confirm", "decline", "evaluate", "finish_evaluation", "confirm_contact", "dispute_contact", "rate_fulfilment", "confirm_receipt",
	"write", "submit", "invite",
	"sign_for", "issue", "approve_reply", "send_back_reply", "send_for_review", "write_reply", "draft_reply", "give_opinion", "mend_opinion", "note_contact", "plan", "claim_done", "note_progress",
	"grant_objection", "refuse_objection", "grant_extension", "refuse_extension", "take_opinion", "send_back_opinion", "pass_precheck", "fail_precheck",
	"pass_check", "return_check", "start_review", "accept", "return", "assign", "propose_units", "advise_redo", "redo", "settle", "hold_meeting",
	"verify_fulfilment", "confirm_evaluation", "confirm_withdrawal", "reject_withdrawal", "check_form", "doubt_form", "vouch_contact", "correct", "answer_report",
	"close_instruction", "return_instruction", "report_instruction", "pass_instruction", "enter_reading", "instruct", "urge",
}

// seldom acts stay out of the foot, whatever else there is.
var seldom = []flow.Action{
	"withdraw", "discard", "protect", "report_pressure", "propose_correction", "to_letter", "refuse", "merge", "split", "unmerge", "reopen",
	"cancel_invitation", "invite_again", "overturn", "give_up", "lock_review", "enter_evaluation", "enter_withdrawal", "register_form",
	"remove_text_file", "remove_reply_file", "remove_progress_file",
}

// expected acts are explained when their time has not come or is over; of others people do not ask.
var expected = []flow.Action{"submit", "accept", "propose_units", "assign", "withdraw", "merge", "split", "archive"}

// atOnce acts need no page of their own: they ask nothing and are not official.
var atOnce = []flow.Action{"sign_for", "confirm_receipt", "confirm_contact", "start_review", "lock_review", "take_opinion"}

// actValue packs an act, its part and the version seen into the value of a button.
func actValue(o suggestion.Offer) string {
	return string(o.Do) + "/" + strconv.Itoa(o.Part) + "/" + strconv.Itoa(o.Version)
}

// ParseAct reads the value of such a button.
func ParseAct(s string) (do flow.Action, part, version int, ok bool) {
	f := strings.Split(s, "/")
	if len(f) != 3 {
		return "", 0, 0, false
	}
	part, err1 := strconv.Atoi(f[1])
	version, err2 := strconv.Atoi(f[2])
	return flow.Action(f[0]), part, version, err1 == nil && err2 == nil && slices.Contains(atOnce, flow.Action(f[0]))
}

// following are the acts with which a unit follows a promise. In the foot they stand once, for the promise that is due first; every promise carries its own.
var following = []flow.Action{"claim_done", "note_progress", "move_date"}

// footMost is how many buttons stand in the foot; more would hide the page on a phone.
const footMost = 5

// foot splits the offers: the next acts as buttons, seldom ones as links beside the page, waiting ones as sentences.
func (r Reader) foot() (templates.Foot, []templates.Link) {
	f := templates.Foot{Post: Href(r.Case.ID)}
	var more []templates.Link
	followed := map[flow.Action]bool{}
	for _, o := range r.ordered() {
		if slices.Contains(following, o.Do) {
			if followed[o.Do] || o.Do == "move_date" && r.sameActs(o) > 1 {
				continue
			}
			followed[o.Do] = true
		}
		text := r.OfferText(o)
		href := ActionHref(r.Case.ID, o.Do, o.Part)
		if len(f.Actions) >= footMost || r.isSeldom(o.Do) {
			more = append(more, templates.Link{Href: href, Text: text})
			continue
		}
		if slices.Contains(atOnce, o.Do) {
			f.Actions = append(f.Actions, templates.Action{Text: text, Name: "act", Value: actValue(o)})
			continue
		}
		f.Actions = append(f.Actions, templates.Action{Text: text, Href: href})
	}
	for _, o := range r.Offers {
		// a stub says at its head that it goes another way, and of what is archived nobody expects its beginning
		if o.Reason == "" || o.Reason == flow.NotInState && (!slices.Contains(expected, o.Do) || r.Case.In(suggestion.Offline, suggestion.Archived)) {
			continue
		}
		f.Not = append(f.Not, templates.Refusal{Text: r.OfferText(o), Reason: r.reason(o)})
	}
	return f, more
}

// isSeldom reports whether an act stays out of the foot. Entering what came on paper is the committee's task while nobody else can evaluate; of what is
// closed nobody expects another contact.
func (r Reader) isSeldom(do flow.Action) bool {
	if do == "note_contact" && r.Case.In(suggestion.Closed) {
		return true
	}
	return slices.Contains(seldom, do) && (do != "enter_evaluation" || !r.Case.Paused())
}

// ordered returns the possible acts, the one most people take next first.
func (r Reader) ordered() []suggestion.Offer {
	var out []suggestion.Offer
	for _, o := range r.Offers {
		if o.Reason == "" {
			out = append(out, o)
		}
	}
	rank := func(o suggestion.Offer) int {
		switch i := slices.Index(next, o.Do); {
		case slices.Contains(seldom, o.Do) && !r.isSeldom(o.Do):
			return -1 // what is seldom otherwise is what the case waits for
		case o.Do == "evaluate" && r.rated(o.Part) != nil:
			return slices.Index(next, "finish_evaluation") + 1 // saved already: what comes next is to declare it final
		case o.Do == "hold_meeting" && !r.conferred(o.Part):
			return slices.Index(next, "advise_redo") - 1 // what the rules ask for after a second refusal comes before the decision
		case o.Do == "note_contact" && r.Case.State == suggestion.FollowUp:
			return slices.Index(next, "note_progress") + 1 // the reply is given and judged: what is owed now is the promises
		case i >= 0:
			return i
		case r.isSeldom(o.Do):
			return len(next) + 1
		}
		return len(next)
	}
	due := func(o suggestion.Offer) calendar.Day {
		if k := r.Case.Commitment(o.Part); k != nil {
			return k.Due
		}
		return ""
	}
	slices.SortStableFunc(out, func(a, b suggestion.Offer) int { return cmp.Or(rank(a)-rank(b), cmp.Compare(due(a), due(b))) })
	return out
}

// conferred reports whether nothing has to be held before it is decided whether a share is handled again.
func (r Reader) conferred(part int) bool {
	a := r.Case.Assignment(part)
	return a == nil || r.Pack == nil || r.Case.EscalationHeld(a, r.Pack)
}

// sameActs is on how many parts the same act is possible or waits.
func (r Reader) sameActs(o suggestion.Offer) (n int) {
	for _, other := range r.Offers {
		if other.Do == o.Do {
			n++
		}
	}
	return n
}

// promiseActs are the acts with which the reader follows one promise.
func (r Reader) promiseActs(part int) (out []templates.Link) {
	for _, do := range following {
		if o, ok := r.Offer(do, part); ok && o.Reason == "" {
			out = append(out, templates.Link{Href: ActionHref(r.Case.ID, do, part), Text: r.action(do)})
		}
	}
	return out
}

// ActionHref returns the address of an act's page.
func ActionHref(id int64, do flow.Action, part int) string {
	if do == "write" {
		return Href(id) + "/write"
	}
	href := Href(id) + "/do/" + string(do)
	if part != 0 {
		href += "?part=" + strconv.Itoa(part)
	}
	return href
}

// OfferText writes an act; where the same act is possible on several parts, it says on which.
func (r Reader) OfferText(o suggestion.Offer) string {
	what := r.action(o.Do)
	if key := "case.offer_" + string(o.Do); r.P.Has(key) {
		what = r.P.T(key) // the way to a form is named by what one goes on to do, not by the form's button
	}
	if o.Do == "evaluate" && r.rated(o.Part) != nil || o.Do == "rate_fulfilment" && r.fulfilment(o.Part) != nil {
		what = r.P.T("case.offer_change_evaluation")
	}
	if o.Part == 0 || r.sameActs(o) < 2 && o.Do != "confirm_contact" { // what one press confirms is always said
		return what
	}
	return r.P.T("case.act_on", "what", what, "unit", r.PartName(o.Part))
}

func (r Reader) action(do flow.Action) string { return r.P.T("action." + string(do)) }

// PartName names a part so that a person knows which is meant.
func (r Reader) PartName(part int) string {
	c := r.Case
	for _, s := range c.Signatures {
		if s.No == part {
			return r.Dir.PostName(s.Post)
		}
	}
	for _, k := range c.Contacts {
		if k.No == part {
			return r.P.T("case.contact_of", "day", k.On, "who", k.Who)
		}
	}
	if k := c.Commitment(part); k != nil {
		return r.promiseName(k, clip)
	}
	if i := c.Instruction(part); i != nil {
		return r.reporter(i)
	}
	if a := c.Assignment(r.assignmentOf(part)); a != nil {
		return r.Dir.OrgShort(a.Unit)
	}
	return strconv.Itoa(part)
}

// promiseName is what a promise is called, as far as there is room for its words: with its reply where a second one repeats what the first promised.
func (r Reader) promiseName(k *suggestion.Commitment, room func(string) string) string {
	words := room(k.Words)
	v := r.Case.Reply(k.Reply)
	if v == nil || !slices.ContainsFunc(r.Case.Commitments, func(o *suggestion.Commitment) bool { return o != k && room(o.Words) == words }) {
		return words
	}
	return r.P.T("case.promise_of", "words", words, "n", v.Round)
}

// whole leaves all words of a promise.
func whole(s string) string { return s }

func clip(s string) string {
	if t := []rune(s); len(t) > 12 {
		return string(t[:12]) + "…"
	}
	return s
}

// reason says why an act waits.
func (r Reader) reason(o suggestion.Offer) string {
	if o.Reason != flow.NotInState {
		return r.P.T(o.Reason)
	}
	state := r.P.T("state.case." + string(r.Case.State))
	if r.Case.AssignedOn != "" && (o.Do == "assign" || o.Do == "propose_units") {
		return r.P.T("case.already_assigned", "day", r.Case.AssignedOn)
	}
	return r.P.T("case.not_now", "state", state)
}

// Offer returns the reader's offer of an act on a part; false when the reader has none, possible or waiting.
func (r Reader) Offer(do flow.Action, part int) (suggestion.Offer, bool) {
	for _, o := range r.Offers {
		if o.Do == do && o.Part == part {
			return o, true
		}
	}
	return suggestion.Offer{}, false
}
