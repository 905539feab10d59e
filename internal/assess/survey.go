package assess

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"slices"
	"strings"

	"huiyin/internal/calendar"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/i18n"
	"huiyin/internal/question"
	"huiyin/internal/rule"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/survey"
)

var surveys = hooks{
	"plan_survey":   {Before: population},
	"change_survey": {Before: population},
	"set_layers":    {Before: stratum},
	"start_survey":  {Before: issue, After: keepLinks},
	"renew_links":   {Before: issue, After: keepLinks},
	"enter_call":    {Before: line},
	"end_survey":    {After: handOver},
}

// population lists the answered suggestions of the session that a survey is about, and names its strata.
func population(ctx context.Context, w *desk.Work, _ dossier.Doc, cmd any) error {
	c, ok := cmd.(*survey.PlanSurvey)
	if !ok {
		return nil
	}
	cases, err := w.Tx().WholeCases(ctx, w.Session.ID)
	if err != nil {
		return err
	}
	dir, err := w.Tx().Directory(ctx, w.Actor().Post.Congress)
	if err != nil {
		return err
	}
	c.Population = nil
	for _, s := range cases {
		if it, ok := itemOf(s, c.About, dir); ok {
			c.Population = append(c.Population, it)
		}
	}
	c.Layers = nil
	drawn, err := survey.Draw(c.Plan, c.Population)
	if err != nil {
		return nil //nolint:nilerr // the command's own check says what is wrong, beside the field
	}
	pack, ok := w.Env.Packs.At(w.Env.InForce.ID, w.Env.InForce.Version)
	if !ok {
		return fault.New(fault.Conflict, "fault.no_pack", "pack", w.Env.InForce.ID)
	}
	for _, k := range drawn.Strata {
		c.Layers = append(c.Layers, survey.Layer{Label: Label(k, dir, pack), Name: k.Name, Size: k.Size, Take: k.Take})
	}
	slices.SortStableFunc(c.Layers, func(a, b survey.Layer) int { return strings.Compare(a.Label, b.Label) }) // A, B, C; the draw has its own order
	return nil
}

func itemOf(c *suggestion.Case, about string, dir *store.Directory) (survey.Item, bool) {
	it := survey.Item{Case: c.ID}
	for _, a := range c.Answering() {
		if a.FirstOn != "" && it.Unit == 0 {
			it.Unit, it.Class = a.Unit, string(a.Outcome)
		}
	}
	if k, ok := dir.Category(c.Category); ok {
		it.Topic = k.ID
		if k.Parent != 0 {
			it.Topic = k.Parent
		}
	}
	wanted := about == "all" || about == "key" && c.KeyLevel != "" ||
		about == "class_b" && slices.Contains([]string{string(rule.InProgress), string(rule.Planned)}, it.Class)
	return it, it.Unit != 0 && wanted && !c.About.Protected
}

// stratum takes the words for a stratum without a name, in whichever language they were typed, for its label.
func stratum(_ context.Context, _ *desk.Work, _ dossier.Doc, cmd any) error {
	c, ok := cmd.(*survey.SetLayers)
	if !ok {
		return nil
	}
	for i, k := range c.Layers {
		for _, label := range survey.Nameless {
			if slices.ContainsFunc(i18n.Languages, func(lang string) bool { return i18n.For(lang).Option("stratum", label) == k.Label }) {
				c.Layers[i].Label = label
			}
		}
	}
	return nil
}

// Label names a stratum as people know it: by the unit, the class of the congress's scheme, the category; one without a name by its label among
// survey.Nameless.
func Label(k survey.Stratum, dir suggestion.Directory, pack *rule.Pack) string {
	var out []string
	if o, ok := dir.Org(k.Unit); ok {
		out = append(out, o.Name)
	}
	if k.Class != "" {
		name := k.Class
		for _, c := range pack.Scheme.Classes {
			if string(c.Outcome) == k.Class {
				name = c.Label
				break
			}
		}
		out = append(out, name)
	}
	if t, ok := dir.Category(k.Topic); ok {
		out = append(out, t.Name)
	}
	switch {
	case len(out) > 0:
		return strings.Join(out, " · ")
	case strings.Contains(k.Name, string(survey.ByClass)+"="):
		return survey.NoClass
	case strings.Contains(k.Name, string(survey.ByTopic)+"="):
		return survey.NoTopic
	}
	return k.Name
}

// issue draws the tokens of the links. They are shown once and kept nowhere.
func issue(_ context.Context, _ *desk.Work, d dossier.Doc, cmd any) error {
	r, ok := d.(*survey.Round)
	k, is := cmd.(interface{ Issued() *survey.Issue })
	if !ok || !is || r.Sample == nil {
		return nil
	}
	until, cases := r.Until, r.Unanswered()
	if s, ok := cmd.(*survey.Start); ok {
		until, cases = s.Until, r.Sample.Chosen()
	}
	set := k.Issued()
	set.Links, set.Tokens = nil, map[int64]string{}
	for _, id := range cases {
		raw := make([]byte, survey.TokenBytes)
		if _, err := rand.Read(raw); err != nil {
			return err
		}
		token := base64.RawURLEncoding.EncodeToString(raw)
		if l, ok := survey.NewLink(id, token, until); ok {
			set.Links, set.Tokens[id] = append(set.Links, l), token
		}
	}
	return nil
}

func keepLinks(ctx context.Context, w *desk.Work, d dossier.Doc, cmd any) error {
	return w.Tx().AddSurveyLinks(ctx, d.Top().ID, cmd.(interface{ Issued() *survey.Issue }).Issued().Links)
}

// line finds the case of a line of the phone sheets.
func line(_ context.Context, _ *desk.Work, d dossier.Doc, cmd any) error {
	r, ok := d.(*survey.Round)
	c, is := cmd.(*survey.EnterCall)
	if !ok || !is || r.Sample == nil {
		return nil
	}
	c.ID = 0
	for _, sheet := range survey.Sheets(*r.Sample, 1) {
		for _, k := range sheet {
			if k.No == c.Line {
				c.ID = k.Case
			}
		}
	}
	return nil
}

// handOver enters the answers of a survey that has ended as the third question of their cases.
func handOver(ctx context.Context, w *desk.Work, d dossier.Doc, _ any) error {
	r := d.(*survey.Round)
	enter := func(id int64, cmd *question.EnterSurvey) error {
		c, err := w.Tx().ReadCase(ctx, id)
		if err != nil {
			return err
		}
		cmd.Known = question.Know(c, 0, true, w.Env.Today)
		if cmd.Known.Delivered > cmd.On {
			return nil // answered anew since: what was said is about a reply that is no longer in force
		}
		s, err := opened(ctx, w, c)
		if err != nil {
			return err
		}
		_, err = w.Order(ctx, "question", s.ID, 0, "enter_survey", cmd)
		return err
	}
	for _, l := range r.Links {
		if l.AnsweredOn == "" {
			continue
		}
		if err := enter(l.Case, entered("link", r.Firm, 0, l.AnsweredOn, survey.Fill{Attitude: l.Attitude, Result: l.Result, Comment: l.Comment})); err != nil {
			return err
		}
	}
	for _, k := range r.Calls {
		if err := enter(k.Case, entered("phone", r.Firm, k.Person, k.On, k.Fill)); err != nil {
			return err
		}
	}
	return nil
}

// Asked is what somebody with a link is asked about.
type Asked struct {
	Survey *survey.Round
	Link   *survey.Link
	Number string
	Title  string
}

// Link opens a link without sign-in. Whether a link never was, was used, is void or has run out is told to nobody: all of them are the same
// fault of kind NotFound, after the same work.
func Link(ctx context.Context, d *desk.Desk, token string) (out Asked, err error) {
	err = d.Store.View(ctx, func(tx *store.Tx) error {
		out, err = linked(ctx, tx, token)
		return err
	})
	return out, err
}

func linked(ctx context.Context, tx *store.Tx, token string) (out Asked, err error) {
	gone := fault.New(fault.NotFound, "survey.no_such_link")
	hash := survey.Hash(token)
	id, err := tx.SurveyOfLink(ctx, hash)
	if fault.Is(err, fault.NotFound) {
		return out, gone
	}
	if err != nil {
		return out, err
	}
	_, doc, err := tx.Dossier(ctx, id)
	if err != nil {
		return out, err
	}
	r, _ := doc.(*survey.Round)
	for _, l := range r.Links {
		if l.Hash == hash {
			out.Link = l
		}
	}
	if out.Link == nil {
		return out, gone
	}
	if why, _ := r.Closed(out.Link, tx.Today()); why != "" {
		return Asked{}, gone
	}
	c, err := tx.ReadCase(ctx, out.Link.Case)
	if err != nil {
		return out, err
	}
	out.Survey, out.Number, out.Title = r, c.Number, c.Text.Title
	return out, nil
}

// tries bounds how often an answer is repeated when others answer the same survey at the same moment.
const tries = 20

// Answer takes the answer that comes through a link. The first counts; after it the link opens nothing.
func Answer(ctx context.Context, d *desk.Desk, token string, fill survey.Fill) error {
	asked, err := Link(ctx, d, token)
	if err != nil {
		return err
	}
	for range tries {
		err = d.System(ctx, asked.Survey.Congress, func(w *desk.Work) error {
			now, err := linked(ctx, w.Tx(), token)
			if err != nil {
				return err
			}
			_, err = w.Order(ctx, "survey", now.Survey.ID, 0, "answer_survey", &survey.AnswerByLink{Hash: survey.Hash(token), Fill: fill})
			return err
		})
		if f, ok := fault.As(err); !ok || f.Key != "fault.moved_on" {
			return err
		}
	}
	return err
}

func entered(way string, firm, person int64, on calendar.Day, fill survey.Fill) *question.EnterSurvey {
	c := &question.EnterSurvey{Way: way, Asker: firm, Person: person}
	c.On, c.Attitude, c.Result, c.Comment = on, fill.Attitude, fill.Result, fill.Comment
	if c.Comment == "" && (c.Attitude == suggestion.NotSatisfied || c.Result == suggestion.NotSatisfied) {
		c.Comment = "-" // a third party need not ask for reasons
	}
	return c
}
