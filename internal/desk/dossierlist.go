package desk

import (
	"context"
	"net/url"
	"strconv"

	"huiyin/internal/dossier"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// DossierParams are the parameters of the address of a list of dossiers of a kind.
func DossierParams(k dossier.Kind) []suggestion.Param {
	states := []string{}
	for _, s := range k.Machines()[0].States {
		states = append(states, string(s))
	}
	return []suggestion.Param{
		{Name: "state", Kind: suggestion.AskChoice, Options: states},
		{Name: "q", Kind: suggestion.AskLine},
		{Name: "case", Kind: suggestion.AskNumber},
		suggestion.SessionParam,
		{Name: "after", Kind: suggestion.AskNumber},
		{Name: "limit", Kind: suggestion.AskNumber, Most: 200},
	}
}

// DossierPage is a page of a list of dossiers with the exact number of all.
type DossierPage struct {
	Rows   []store.DossierRow
	Next   int64 // cursor of the next page; 0 on the last
	Total  int
	Filter store.DossierFilter
	Begins []dossier.Offer // by which the actor may begin one of the kind
}

// ListDossiers lists the dossiers of a kind that an actor sees, of the present session unless the address names another or all. What of the
// address cannot be meant is an Invalid fault that names the parameter.
func (d *Desk) ListDossiers(ctx context.Context, a org.Actor, k dossier.Kind, v url.Values) (out DossierPage, err error) {
	if err := suggestion.CheckQuery(v, DossierParams(k)); err != nil {
		return out, err
	}
	num := func(name string) int64 { n, _ := strconv.ParseInt(v.Get(name), 10, 64); return n }
	f := store.DossierFilter{Kind: k.Name(), Text: suggestion.OneLine(v.Get("q")), Case: num("case"), After: num("after"), Limit: int(num("limit"))}
	if s := v.Get("state"); s != "" {
		f.States = []flow.State{flow.State(s)}
	}
	err = d.Store.View(ctx, func(tx *store.Tx) error {
		env, session, err := Env(ctx, tx, a.Post.Congress, nil, tx.Today())
		if err != nil {
			return err
		}
		f.Session = suggestion.AskedSession(v, session.ID)
		out = DossierPage{Filter: f, Begins: k.Begins(a, env)}
		out.Rows, out.Next, out.Total, err = tx.Dossiers(ctx, dossier.ScopeOf(a), f)
		return err
	})
	return out, err
}
