package suggestiontest

import (
	_ "embed" // texts.json
	"encoding/json"
	"strconv"
	"strings"

	"huiyin/internal/calendar"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/rule"
	"huiyin/internal/suggestion"
)

//go:embed texts.json
var shipped []byte

// texts are the longer bodies that scripts name in braces, such as {draft}.
var texts = func() map[string]json.RawMessage {
	out := map[string]json.RawMessage{}
	if err := json.Unmarshal(shipped, &out); err != nil {
		panic(err)
	}
	return out
}()

func fill(line string) string {
	for name, text := range texts {
		line = strings.ReplaceAll(line, "{"+name+"}", string(text))
	}
	return line
}

// with adds fields to a named text.
func with(name, fields string) string {
	return strings.TrimSuffix(string(texts[name]), "}") + "," + fields + "}"
}

// signer names who signs for the clerk of a unit.
func signer(clerk string) string { return clerk + "head" }

// Run carries out a script. Each line is one of
//
//	on DAY                                   the day changes
//	time passes                              whatever waits for time alone happens
//	WHO does ACTION [to PART] [BODY]         must be accepted
//	WHO cannot ACTION [to PART] KEY [BODY]   must be refused with this key, and change nothing
//	WHO replies CLASS to PART [BODY]         drafts, reviews and issues a reply; BODY is the list of promises
//	WHO rates RATING to PART                 evaluates and finishes
//	WHO is STANDING                          the standing of a mandate changes, and the case is told of it
//	WHO leaves PART                          a leader's post ends with an instruction to read, and nobody takes it over
//	expect PART STATE
//	due CLOCK PART DAY [was DAY]             the clock runs to that day; was: before an extension
//	ended CLOCK PART met|void                the clock has been met, or ended without
//	told HOLDER KEY                          a notice went out
//	class CLASS                              the derived class of the case
//	says FIELD VALUE [of UNIT]               what the record says of what can be corrected; - for nothing
//	timing PART TIMING DAY                   whether the share was answered by its day
//
// Empty lines and lines that begin with # are skipped.
func (w *Walk) Run(script string) {
	w.T.Helper()
	for n, line := range strings.Split(script, "\n") {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			w.line(n+1, fill(line))
		}
	}
}

func (w *Walk) line(n int, line string) {
	w.T.Helper()
	body := ""
	if i := strings.IndexAny(line, "{["); i >= 0 {
		line, body = strings.TrimSpace(line[:i]), line[i:]
	}
	f := strings.Fields(line)
	part := func(at int) (int, []string) {
		if len(f) > at+1 && f[at] == "to" {
			return w.Part(f[at+1]), f[at+2:]
		}
		return 0, f[at:]
	}
	must := func(who string, no int, do flow.Action, body string) {
		if err := w.Do(who, no, do, body); err != nil {
			w.T.Fatalf("line %d: %s: %s: %v (case is %s)", n, line, do, err, w.Case.State)
		}
	}
	switch {
	case f[0] == "on":
		w.Day = calendar.Day(f[1])
	case f[0] == "time":
		w.Pass()
	case f[0] == "expect":
		if got := w.State(f[1]); got != flow.State(f[2]) {
			w.T.Errorf("line %d: %s is %s, want %s", n, f[1], got, f[2])
		}
	case f[0] == "due":
		w.due(n, f)
	case f[0] == "ended":
		k := w.Case.Clock(rule.Clock(f[1]), w.Part(f[2]))
		if k == nil || k.Running() || k.Void != (f[3] == "void") {
			w.T.Errorf("line %d: %s: got %+v", n, line, k)
		}
	case f[0] == "told":
		if !w.Told(f[1], f[2]) {
			w.T.Errorf("line %d: nobody told %s of %s", n, f[1], f[2])
		}
	case f[0] == "class":
		p, _ := rule.Shipped().At(w.Case.Pack.ID, w.Case.Pack.Version)
		if got := w.Case.Class(p); got != f[1] {
			w.T.Errorf("line %d: class is %s, want %s", n, got, f[1])
		}
	case f[0] == "says":
		w.says(n, f)
	case f[0] == "timing":
		due, t := w.Case.AnswerTiming(w.Case.Assignment(w.Part(f[1])))
		if string(t) != f[2] || string(due) != f[3] {
			w.T.Errorf("line %d: %s: got %s %s", n, line, t, due)
		}
	case f[1] == "does":
		no, _ := part(3)
		must(f[0], no, flow.Action(f[2]), body)
	case f[1] == "cannot":
		no, rest := part(3)
		before := string(w.JSON())
		if got := KeyOf(w.Do(f[0], no, flow.Action(f[2]), body)); got != rest[0] {
			w.T.Errorf("line %d: %s: got %s", n, line, got)
		}
		if string(w.JSON()) != before {
			w.T.Errorf("line %d: %s: a refusal changed the case", n, line)
		}
	case f[1] == "replies":
		no, _ := part(3)
		if body == "" {
			body = "[]"
		}
		must(f[0], no, "draft_reply", with("reply", `"class":"`+f[2]+`","promises":`+body))
		r := w.Case.ReplyOf(no, w.Case.Assignment(no).Round).No
		must(f[0], r, "send_for_review", "")
		must(signer(f[0]), r, "approve_reply", "")
		must(signer(f[0]), r, "issue", string(texts["issue"]))
	case f[1] == "is":
		w.Town.Mandate(f[0], org.MandateState(f[2]))
		w.Order(0, "note_mandate", &suggestion.NoteMandate{Post: PostOf(f[0]), Standing: org.MandateState(f[2])})
	case f[1] == "leaves":
		w.Order(w.Part(f[2]), "reader_left", &suggestion.Nothing{})
	case f[1] == "rates":
		no, _ := part(3)
		must(f[0], no, "evaluate", w.evaluation(f[2]))
		must(f[0], w.Part(last(w, "evaluation")), "finish_evaluation", "")
	default:
		w.T.Fatalf("line %d: %q is not a sentence", n, line)
	}
}

// evaluation is a deputy's judgement as the pack asks for it: where attitude and result are rated apart, the attitude is good.
func (w *Walk) evaluation(result string) string {
	attitude := ""
	if p, _ := w.Packs.At(w.Case.Pack.ID, w.Case.Pack.Version); p.RatesBoth() {
		attitude = string(suggestion.Satisfied)
	}
	return `{"attitude":"` + attitude + `","result":"` + result + `","reasons":"-"}`
}

func (w *Walk) due(n int, f []string) {
	w.T.Helper()
	k := w.Case.Clock(rule.Clock(f[1]), w.Part(f[2]))
	switch {
	case k == nil || !k.Running():
		w.T.Errorf("line %d: no %s clock runs on %s: %+v", n, f[1], f[2], k)
	case k.Due != calendar.Day(f[3]):
		w.T.Errorf("line %d: %s on %s is due %s, want %s", n, f[1], f[2], k.Due, f[3])
	case len(f) > 5 && k.Was != calendar.Day(f[5]):
		w.T.Errorf("line %d: %s on %s was %s, want %s", n, f[1], f[2], k.Was, f[5])
	}
}

func (w *Walk) says(n int, f []string) {
	w.T.Helper()
	unit := int64(0)
	if len(f) > 4 {
		unit, _ = strconv.ParseInt(f[4], 10, 64)
	}
	for _, k := range suggestion.Correctables {
		if got := k.Now(w.Case, unit); k.Field == f[1] && got != f[2] && (got != "" || f[2] != "-") {
			w.T.Errorf("line %d: %s is %q, want %s", n, f[1], got, f[2])
		}
	}
}

// last returns the reference of the newest part of a machine.
func last(w *Walk, machine string) string {
	return machine + strconv.Itoa(len(w.Case.PartsOf(machine)))
}
