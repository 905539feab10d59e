package supervise

import (
	"context"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/desk"
	"huiyin/internal/dossier"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervision"
)

// Division is who supervises what by default (大督办): leaders the key items at their level, special committees everything that the units matched
// with them handle, the deputies' committee the party and mass bodies and everything first rated not satisfied. It is made from the record.
type Division struct {
	Leaders   []LeaderPart
	Key       Part      // the suggestions in the leader-level items that the meeting has decided on
	NoLeader  []KeyPart // leader-level items for which nobody is named yet
	Specials  []SpecialPart
	Party     []Part
	First     Part
	Unmatched []Part
}

// LeaderPart is what one leader supervises.
type LeaderPart struct {
	Post int64
	Keys []KeyPart
}

// KeyPart is one key item with the number of its suggestions that the reader sees and of those overdue; its own page lists them.
type KeyPart struct {
	*supervision.Key
	N     int
	LateN int
}

// SpecialPart is what one special committee supervises.
type SpecialPart struct {
	Org   int64
	Units []int64
	Cases Part
}

// Part is a number of suggestions with the filter of exactly these.
type Part struct {
	Unit   int64
	Filter suggestion.Filter
	Late   suggestion.Filter
	N      int
	LateN  int
}

// Divide makes the division of a session for a reader.
func Divide(ctx context.Context, tx *store.Tx, a org.Actor, session int64) (Division, error) {
	var d Division
	dir, err := tx.Directory(ctx, a.Post.Congress)
	if err != nil {
		return d, err
	}
	if err := d.leaders(ctx, tx, a, session); err != nil {
		return d, err
	}
	var parts []*Part
	part := func(f suggestion.Filter, unit int64) Part {
		late := f
		late.DueTo = tx.Today().AddDays(-1)
		return Part{Unit: unit, Filter: f, Late: late}
	}
	base := suggestion.Filter{Session: session}
	units := map[int64][]int64{}
	for _, o := range dir.Orgs {
		if o.Ended != "" || !o.Handles() {
			continue
		}
		f := base
		f.Unit = o.ID
		switch {
		case o.Kind == org.PartyBody:
			d.Party = append(d.Party, part(f, o.ID))
		case o.Special != 0:
			units[o.Special] = append(units[o.Special], o.ID)
		default:
			d.Unmatched = append(d.Unmatched, part(f, o.ID))
		}
	}
	for _, o := range dir.Orgs {
		if o.Kind == org.SpecialCommittee && o.Ended == "" {
			f := base
			f.Special = o.ID
			d.Specials = append(d.Specials, SpecialPart{Org: o.ID, Units: units[o.ID], Cases: part(f, 0)})
		}
	}
	key := base
	key.KeyLevel = supervision.LeaderLevel
	d.Key = part(key, 0)
	first := base
	first.FirstResults = []suggestion.Rating{suggestion.NotSatisfied}
	d.First = part(first, 0)
	for i := range d.Specials {
		parts = append(parts, &d.Specials[i].Cases)
	}
	for i := range d.Party {
		parts = append(parts, &d.Party[i])
	}
	for i := range d.Unmatched {
		parts = append(parts, &d.Unmatched[i])
	}
	parts = append(parts, &d.First, &d.Key)
	if err := count(ctx, tx, a, parts); err != nil {
		return d, err
	}
	nothing := func(p Part) bool { return p.N == 0 }
	d.Party, d.Unmatched = slices.DeleteFunc(d.Party, nothing), slices.DeleteFunc(d.Unmatched, nothing)
	return d, nil
}

// leaders collects the key items in motion under the leaders who head their supervision.
func (d *Division) leaders(ctx context.Context, tx *store.Tx, a org.Actor, session int64) error {
	keys, err := Keys(ctx, tx, a, session)
	if err != nil {
		return err
	}
	for _, k := range keys {
		waiting := k.State == supervision.KeyNominated || k.State == supervision.KeyProposed
		if k.Level != supervision.LeaderLevel || waiting && !k.ByPack {
			continue // what the meeting has not decided nobody supervises yet
		}
		part := KeyPart{Key: k}
		rows, err := tx.CasesOf(ctx, access.Of(a), k.Cases)
		if err != nil {
			return err
		}
		for _, r := range rows {
			part.N++
			if r.DueOn != "" && r.DueOn < tx.Today() {
				part.LateN++
			}
		}
		if k.Leader == 0 {
			d.NoLeader = append(d.NoLeader, part)
			continue
		}
		i := slices.IndexFunc(d.Leaders, func(l LeaderPart) bool { return l.Post == k.Leader })
		if i < 0 {
			d.Leaders = append(d.Leaders, LeaderPart{Post: k.Leader})
			i = len(d.Leaders) - 1
		}
		d.Leaders[i].Keys = append(d.Leaders[i].Keys, part)
	}
	return nil
}

func count(ctx context.Context, tx *store.Tx, a org.Actor, parts []*Part) error {
	var filters []suggestion.Filter
	for _, p := range parts {
		filters = append(filters, p.Filter, p.Late)
	}
	n, err := tx.CountEach(ctx, access.Of(a), suggestion.Filter{}, filters)
	if err != nil {
		return err
	}
	for i, p := range parts {
		p.N, p.LateN = n[2*i], n[2*i+1]
	}
	return nil
}

// Keys lists the key items of a session that a reader sees and that were not left out, as the reader may read them.
func Keys(ctx context.Context, tx *store.Tx, a org.Actor, session int64) ([]*supervision.Key, error) {
	docs, err := tx.DossiersOf(ctx, a.Post.Congress, "key", session)
	if err != nil {
		return nil, err
	}
	var out []*supervision.Key
	for _, doc := range docs {
		if doc.Top().State == supervision.KeyLeftOut || !dossier.ScopeOf(a).Sees(supervision.KeyKind, doc) {
			continue
		}
		shown, _, err := desk.Nameless(ctx, tx, a, supervision.KeyKind, doc, nil)
		if err != nil {
			return nil, err
		}
		if k, ok := shown.(*supervision.Key); ok {
			out = append(out, k)
		}
	}
	return out, nil
}
