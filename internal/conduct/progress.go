package conduct

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/campaign"
	"huiyin/internal/docket"
	"huiyin/internal/dossier"
	"huiyin/internal/fault"
	"huiyin/internal/handover"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
)

// Stage says how far an item is by what proves it.
type Stage string

// The stages of an item.
const (
	Off   Stage = "off"   // 未启用: nothing of a sort that must be counted can be made yet
	None  Stage = "none"  // 未开展
	Some  Stage = "some"  // 开展中
	Whole Stage = "whole" // 佐证齐备
)

// Count is how many objects of one proof there are.
type Count struct {
	Proof campaign.Proof
	N     int
	Off   bool
	Href  string // of the list behind the number; empty when there is none
}

// Standing is an item with what proves it today.
type Standing struct {
	Item   *campaign.Item
	Counts []Count
	Stage  Stage
}

// Progress counts what proves every item of a campaign, as it is now.
func Progress(ctx context.Context, tx *store.Tx, c *campaign.Campaign) ([]Standing, error) {
	k := counter{tx: tx, congress: c.Congress, session: c.Session, docs: map[string][]entry{}}
	var out []Standing
	for _, i := range c.Live() {
		s := Standing{Item: i}
		for _, p := range i.Proof {
			n, err := k.count(ctx, p)
			if err != nil {
				return nil, err
			}
			s.Counts = append(s.Counts, n)
		}
		s.Stage = stage(s.Counts)
		out = append(out, s)
	}
	return out, nil
}

// stage judges an item by the proofs that must be there.
func stage(list []Count) Stage {
	met, wanted, any := 0, 0, false
	for _, n := range list {
		if n.Proof.Want > 0 && n.Off {
			return Off
		}
		any = any || n.N > 0
		if n.Proof.Want > 0 {
			wanted++
			if n.N >= n.Proof.Want {
				met++
			}
		}
	}
	switch {
	case wanted > 0 && met == wanted:
		return Whole
	case any:
		return Some
	}
	return None
}

type counter struct {
	tx                *store.Tx
	congress, session int64
	docs              map[string][]entry
}

// entry is one dossier as a proof looks at it.
type entry struct {
	doc    dossier.Doc
	fields map[string]any
}

func (k *counter) count(ctx context.Context, p campaign.Proof) (Count, error) {
	out := Count{Proof: p}
	var err error
	switch p.Of {
	case campaign.Meetings:
		out.Href = "/handover"
		out.N, err = k.meetings(ctx)
	case campaign.Cases:
		out.Href = k.listHref(p.Query)
		out.N, err = k.cases(ctx, p.Query)
	case campaign.Awards:
		out.N, err = k.awards(ctx, p.Kind)
	case campaign.Dossiers, campaign.Distinct:
		if _, known := docket.Kind(p.Kind); !known {
			out.Off = true
			return out, nil
		}
		out.Href = k.dossierHref(p)
		var things []Thing
		things, err = k.things(ctx, p)
		out.N = len(things)
	default:
		err = fmt.Errorf("conduct: nothing is counted as %q", p.Of)
	}
	return out, err
}

// meetings counts the hand-over meetings: the lists approved for one, and, for a year that came from elsewhere, the day of the session on
// which suggestions were handed over.
func (k *counter) meetings(ctx context.Context) (int, error) {
	lists, err := k.tx.Handovers(ctx, k.congress, k.session)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, l := range lists {
		if l.Meeting && (l.State == handover.Approved || l.State == handover.Held) {
			n++
		}
	}
	if n > 0 {
		return n, nil
	}
	sessions, err := k.tx.Sessions(ctx, k.congress)
	if err != nil {
		return 0, err
	}
	for _, s := range sessions {
		if s.ID == k.session && s.Handover != "" && s.Handover <= k.tx.Today() {
			handed, err := k.cases(ctx, "at_meeting=true")
			return min(handed, 1), err
		}
	}
	return 0, nil
}

// whole is the scope of whoever keeps the campaign.
func (k *counter) whole() access.Scope {
	return access.Of(org.Actor{Post: org.Post{Congress: k.congress, Role: org.CommitteeClerk}})
}

func (k *counter) cases(ctx context.Context, query string) (int, error) {
	v, err := url.ParseQuery(query)
	if err != nil {
		return 0, fault.New(fault.Invalid, "fault.unreadable")
	}
	f, err := suggestion.ParseFilter(v)
	if err != nil {
		return 0, err
	}
	f.Session = k.session
	return k.tx.CountCases(ctx, k.whole(), f)
}

func (k *counter) awards(ctx context.Context, kind string) (int, error) {
	list, err := k.tx.Honours(ctx, k.session)
	n := 0
	for _, a := range list {
		if a.Kind == kind && a.Congress == k.congress {
			n++
		}
	}
	return n, err
}

// Thing is one object behind a count: a dossier, or for Distinct a value with the first dossier that has it.
type Thing struct {
	Kind  string
	Doc   dossier.Doc
	Value string // of Distinct, as the document has it
}

func (k *counter) things(ctx context.Context, p campaign.Proof) ([]Thing, error) {
	list, err := k.of(ctx, p.Kind)
	var out []Thing
	seen := map[string]bool{}
	for _, c := range list {
		if !p.Counts(c.doc.Top().State) {
			continue
		}
		for _, v := range p.Values(c.fields) {
			if p.Of == campaign.Distinct && seen[v] {
				continue
			}
			seen[v] = true
			out = append(out, Thing{p.Kind, c.doc, v})
		}
	}
	return out, err
}

// of loads the dossiers of a kind once.
func (k *counter) of(ctx context.Context, kind string) ([]entry, error) {
	list, ok := k.docs[kind]
	if ok {
		return list, nil
	}
	docs, err := k.tx.DossiersOf(ctx, k.congress, kind, k.session)
	if err != nil {
		return nil, err
	}
	for _, d := range docs {
		raw, err := json.Marshal(d)
		if err != nil {
			return nil, fmt.Errorf("conduct: dossier %d: %w", d.Top().ID, err)
		}
		c := entry{doc: d}
		dec := json.NewDecoder(bytes.NewReader(raw))
		dec.UseNumber() // ids are larger than a float holds exactly
		if err := dec.Decode(&c.fields); err != nil {
			return nil, fmt.Errorf("conduct: dossier %d: %w", d.Top().ID, err)
		}
		list = append(list, c)
	}
	k.docs[kind] = list
	return list, nil
}

func (k *counter) listHref(query string) string {
	href := "/suggestions?session=" + strconv.FormatInt(k.session, 10)
	if query != "" {
		href += "&" + query
	}
	return href
}

func (k *counter) dossierHref(p campaign.Proof) string {
	href := "/year/" + p.Kind + "?session=" + strconv.FormatInt(k.session, 10)
	if len(p.States) == 1 {
		href += "&state=" + url.QueryEscape(string(p.States[0]))
	}
	return href
}
