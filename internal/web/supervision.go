package web

import (
	"context"
	"net/http"
	"slices"

	"huiyin/internal/access"
	"huiyin/internal/desk"
	"huiyin/internal/document"
	"huiyin/internal/flow"
	"huiyin/internal/org"
	"huiyin/internal/store"
	"huiyin/internal/suggestion"
	"huiyin/internal/supervise"
	"huiyin/internal/supervision"
	"huiyin/internal/web/casefile"
	"huiyin/internal/web/folder"
	"huiyin/internal/web/register"
	"huiyin/internal/web/templates"
)

// overseers read who supervises what.
var overseers = only(org.CommitteeClerk, org.CommitteeHead, org.SpecialClerk, org.CongressLeader)

// chapterLinks are the pages of a chapter that are no dossiers.
func chapterLinks(v *Visit, theme string) []templates.Link {
	var out []templates.Link
	if theme != supervision.Theme {
		return nil
	}
	if overseers.Admits(v.actor()) {
		out = append(out, templates.Link{Href: "/year-work/division", Text: v.T("division.title")}, templates.Link{Href: keyList, Text: v.T("key_paper.title")})
	}
	if r := v.actor().Post.Role; r == org.CongressLeader || r == org.GovLeader {
		out = append(out, templates.Link{Href: "/leader-desk", Text: v.T("desk.title")})
	}
	return append(out, templates.Link{Href: "/public", Text: v.T("published.title")})
}

// keyList is the paper on the key suggestions that wait for the chairman's meeting.
const keyList = "/year-work/key-list"

func (s *Server) keyPaper(w http.ResponseWriter, r *http.Request) error {
	k, err := s.proposedKeys(r)
	if err != nil {
		return err
	}
	p := templates.OfficialPage{Page: s.page(w, r, k.Heading, templates.Link{Href: "/year-work", Text: visit(r).T("app.nav_year_work")}), Paper: k, Word: keyList + "/word"}
	return s.render(w, r, http.StatusOK, templates.Official(p))
}

func (s *Server) keyWord(w http.ResponseWriter, r *http.Request) error {
	k, err := s.proposedKeys(r)
	if err != nil {
		return err
	}
	if err := s.recordExport(r, "key_list", len(k.Blocks[0].Table.Rows)); err != nil {
		return err
	}
	return s.sendWord(w, r, k, k.Heading)
}

// proposedKeys puts on paper what the reader sees of the items that wait for a decision.
func (s *Server) proposedKeys(r *http.Request) (paper document.Paper, err error) {
	v := visit(r)
	err = s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		l, err := s.lister(r.Context(), tx, v)
		if err != nil {
			return err
		}
		keys, err := supervise.Keys(r.Context(), tx, l.Actor, l.Session.ID)
		if err != nil {
			return err
		}
		keys = slices.DeleteFunc(keys, func(k *supervision.Key) bool { return k.State != supervision.KeyProposed })
		cases := map[int64]store.CaseRow{}
		for _, k := range keys {
			rows, err := tx.CasesOf(r.Context(), access.Of(l.Actor), k.Cases)
			if err != nil {
				return err
			}
			for _, c := range rows {
				cases[c.ID] = c
			}
		}
		paper = l.KeyPaper(keys, cases)
		return nil
	})
	return paper, err
}

// leaderDesk shows every key item that a leader heads or handles on one page: how it stands, what was instructed, and the link to instruct.
func (s *Server) leaderDesk(w http.ResponseWriter, r *http.Request) error {
	v := visit(r)
	p := templates.LeaderDeskPage{Page: s.page(w, r, v.T("desk.title"), templates.Link{Href: "/year-work", Text: v.T("app.nav_year_work")})}
	err := s.Desk.Store.View(r.Context(), func(tx *store.Tx) error {
		a := v.actor()
		session, dir, err := inMotion(r.Context(), tx, a.Post.Congress)
		if err != nil {
			return err
		}
		keys, err := supervise.Keys(r.Context(), tx, a, session.ID)
		if err != nil {
			return err
		}
		open := 0
		for _, k := range keys {
			if k.Leader != a.Post.ID && k.GovLeader != a.Post.ID || k.State == supervision.KeyNominated || k.State == supervision.KeyProposed {
				continue
			}
			cases, err := tx.CasesOf(r.Context(), access.Of(a), k.Cases)
			if err != nil {
				return err
			}
			item := keyItem(v, dir, k, cases)
			open += item.Open
			p.Items = append(p.Items, item)
		}
		p.Lead = v.T("desk.lead", "n", len(p.Items), "open", open)
		return ownInstructions(r.Context(), tx, v, dir, &p)
	})
	if err != nil {
		return err
	}
	if len(p.Items) == 0 && len(p.Own) == 0 {
		p.Empty = &templates.Empty{Title: v.T("desk.none"), Text: v.T("machine.key.hint"), Next: &templates.Link{Href: folder.ListHref("key"), Text: v.T("machine.key")}}
	}
	return s.render(w, r, http.StatusOK, templates.LeaderDesk(p))
}

// ownMost is how many of a leader's own instructions stand on the page: those that wait for the leader come first.
const ownMost = 20

// ownInstructions adds what the leader instructed on single suggestions and what came of it.
func ownInstructions(ctx context.Context, tx *store.Tx, v *Visit, dir *store.Directory, p *templates.LeaderDeskPage) error {
	a := v.actor()
	list, err := tx.InstructionsBy(ctx, a.Post.Congress, a.Post.ID, ownMost)
	if err != nil {
		return err
	}
	for _, ref := range list {
		c, err := tx.ReadCase(ctx, ref.Case)
		if err != nil {
			return err
		}
		if !access.Of(a).Sees(c) {
			continue
		}
		seen := access.View(c, a)
		if i := seen.Instruction(ref.Part); i != nil {
			r := casefile.Reader{Sheet: desk.Sheet{Case: seen, Dir: dir, Today: v.Today}, Actor: a, P: v.Printer}
			p.Own = append(p.Own, ownInstruction(r, i))
		}
	}
	all := suggestion.Filter{Instruction: suggestion.AnyInstruction}
	waiting := suggestion.Filter{Tasks: []string{access.DoRead}}
	counts, err := tx.CountApart(ctx, access.Of(a), []suggestion.Filter{all, waiting})
	if err != nil || len(p.Own) == 0 {
		return err
	}
	p.OwnLead = v.T("desk.own_lead", "n", counts[0], "read", counts[1])
	p.OwnAll = &templates.Link{Href: register.Address(all), Text: v.T("desk.own_all")}
	return nil
}

func ownInstruction(r casefile.Reader, i *suggestion.Instruction) templates.LeaderOwn {
	own := templates.LeaderOwn{
		Link: templates.Link{Href: casefile.Href(r.Case.ID), Text: r.Number() + " " + r.Case.Text.Title},
		Said: r.P.Day(i.On), Text: i.Text, Answer: r.Instruction(i),
	}
	if i.By != r.Actor.Post.ID { // of the leader before
		own.Said = r.Instructed(i)
	}
	if i.State == suggestion.Carried {
		for _, do := range []flow.Action{"close_instruction", "return_instruction"} {
			own.Acts = append(own.Acts, templates.Link{Href: casefile.ActionHref(r.Case.ID, do, i.No), Text: r.P.T("action." + string(do))})
		}
	}
	return own
}

func keyItem(v *Visit, dir *store.Directory, k *supervision.Key, cases []store.CaseRow) templates.LeaderItem {
	item := templates.LeaderItem{Link: templates.Link{Href: folder.Href(k.ID), Text: k.Title}, State: v.T("state.key." + string(k.State))}
	var units []string
	for _, u := range k.Units {
		units = append(units, dir.OrgShort(u))
	}
	item.Units, item.Role = v.List(units), v.T("desk.role_handles")
	if k.Leader == v.actor().Post.ID {
		item.Role = v.T("desk.role_heads")
	}
	for _, c := range cases {
		item.Cases = append(item.Cases, templates.LeaderCase{
			Link:  templates.Link{Href: casefile.Href(c.ID), Text: c.Number},
			State: v.T("state.case." + string(c.State)), Light: folder.Light(c.DueOn, c.DueStart, v.Today),
		})
	}
	done := 0
	for _, s := range k.Steps {
		if s.Done != "" {
			done++
		} else if item.Next == "" {
			item.Next = v.T("desk.next", "day", v.Day(s.On))
		}
	}
	item.Steps = v.T("desk.no_plan")
	if len(k.Steps) > 0 {
		item.Steps = v.T("desk.steps_done", "done", done, "all", len(k.Steps))
	}
	for _, i := range k.Instruct {
		line := templates.LeaderInstruction{Day: v.Day(i.On), Text: i.Text, State: v.T("state.instruction." + string(i.State)), Report: i.Report}
		if i.State != supervision.Taken {
			item.Open++
		}
		if i.State == supervision.Instructed {
			line.Light = folder.Light(i.Due, i.On, v.Today)
		}
		if i.State == supervision.Carried && i.By == v.actor().Post.ID {
			line.Act = &templates.Link{Href: folder.ActHref("key", k.ID, "take_note", i.No), Text: v.T("action.take_note")}
		}
		item.Instructions = append(item.Instructions, line)
	}
	if supervision.StepsOpen(k) {
		item.Act = &templates.Link{Href: folder.ActHref("key", k.ID, "instruct_key", 0), Text: v.T("action.instruct_key")}
	}
	return item
}
