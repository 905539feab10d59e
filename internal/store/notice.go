package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"

	"huiyin/internal/access"
	"huiyin/internal/calendar"
	"huiyin/internal/dossier"
	"huiyin/internal/handover"
	"huiyin/internal/suggestion"
)

// Notice is one line of somebody's notice list.
type Notice struct {
	ID     int64
	Case   int64 // 0 when it is about a dossier, and when the suggestion is no longer the reader's to open
	Number string
	Title  string
	Key    string // message key notice.<key>
	Args   map[string]string
	Due    calendar.Day
	At     int64
	args   string

	Dossier int64  // 0 when it is about a suggestion
	Kind    string // of the dossier
	List    int64  // the hand-over list that it is about; 0 when it is about none

	Promises int // how many promises it is about, see PromiseFilter.Told; 0 when it is about none
}

// AddNotices stores what suggestion.Notices found, in the transaction that saves the case with its events.
func (t *Tx) AddNotices(ctx context.Context, c *suggestion.Case, list []suggestion.Notice) error {
	t.changed(c.Congress, c.Session)
	ids := make([]int64, len(list))
	for i := range list {
		id, err := t.NewID()
		if err != nil {
			return err
		}
		ids[i] = id
	}
	return Insert(ctx, t, "notice", "id, congress_id, holder, suggestion_id, key, due_on, at", len(list), func(i int) []any {
		n := list[i]
		return []any{ids[i], c.Congress, n.Holder, c.ID, n.Key, n.Due, t.Now}
	})
}

// AddNoticeOnce stores a notice unless one with the same mark was stored before, by any node.
func (t *Tx) AddNoticeOnce(ctx context.Context, congress, caseID int64, n suggestion.Notice, args map[string]string, mark string) error {
	id, err := t.NewID()
	if err != nil {
		return err
	}
	b, err := json.Marshal(args)
	if err != nil {
		return fmt.Errorf("notice: %w", err)
	}
	t.changed(congress, 0) // the heads of pages count it
	_, err = t.Exec(ctx, `
		INSERT INTO notice (id, congress_id, holder, suggestion_id, key, args, due_on, at, uniq) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (uniq) DO NOTHING`, id, congress, n.Holder, caseID, n.Key, string(b), n.Due, t.Now, mark)
	return err
}

// ListNotice tells somebody something about a hand-over list.
type ListNotice struct {
	Holder string
	Only   int64 // person of those who hold the key; 0 for all of them
	Except int64 // person who is not told: the first of two hands; 0 for nobody
	Key    string
	Args   map[string]string
}

// AddListNotice stores a notice about a hand-over list, in the transaction of its event.
func (t *Tx) AddListNotice(ctx context.Context, l *handover.List, n ListNotice) error {
	id, err := t.NewID()
	if err != nil {
		return err
	}
	args, err := json.Marshal(n.Args)
	if err != nil {
		return fmt.Errorf("notice: %w", err)
	}
	t.changed(l.Congress, 0)
	_, err = t.Exec(ctx, `
		INSERT INTO notice (id, congress_id, holder, only_person, except_person, suggestion_id, handover_id, key, args, due_on, at)
		VALUES ($1, $2, $3, $4, $5, 0, $6, $7, $8, '', $9)`, id, l.Congress, n.Holder, n.Only, n.Except, l.ID, n.Key, string(args), t.Now)
	return err
}

// PromiseMark is a promise of which a notice tells, with the mark under which it is told of once.
type PromiseMark struct {
	Case int64
	Part int
	Mark string
}

// AddPromisesNotice stores one notice about several promises, but of none that somebody was told of under the same mark before, by any node.
func (t *Tx) AddPromisesNotice(ctx context.Context, congress int64, n suggestion.Notice, about []PromiseMark) error {
	id, err := t.NewID()
	if err != nil {
		return err
	}
	err = insert(ctx, t, "notice_promise", "uniq, notice_id, suggestion_id, part", " ON CONFLICT (uniq) DO NOTHING", len(about), func(i int) []any {
		return []any{about[i].Mark, id, about[i].Case, about[i].Part}
	})
	if err != nil {
		return err
	}
	fresh, err := Value[int](ctx, t, `SELECT COUNT(*) FROM notice_promise WHERE notice_id = $1`, id)
	if err != nil || fresh == 0 {
		return err
	}
	t.changed(congress, 0) // the heads of pages count it
	_, err = t.Exec(ctx, `
		INSERT INTO notice (id, congress_id, holder, suggestion_id, key, due_on, at, promises) VALUES ($1, $2, $3, 0, $4, $5, $6, $7)`,
		id, congress, n.Holder, n.Key, n.Due, t.Now, fresh)
	return err
}

// NoticeMarks lists the marks of what is told once.
func (t *Tx) NoticeMarks(ctx context.Context) (map[string]bool, error) {
	list, err := Column[string](ctx, t, `SELECT uniq FROM notice WHERE uniq IS NOT NULL UNION ALL SELECT uniq FROM notice_promise`)
	out := make(map[string]bool, len(list))
	for _, m := range list {
		out[m] = true
	}
	return out, err
}

// Notices lists the newest notices that an actor with these scopes is told.
func (t *Tx) Notices(ctx context.Context, s access.Scope, d dossier.Scope, limit int) ([]Notice, error) {
	var w Where
	toldTo(&w, s, d)
	rows, err := All(ctx, t, func(n *Notice) []any {
		return []any{&n.ID, &n.Case, nullText{&n.Number}, &n.Title, &n.Key, &n.args, &n.Due, &n.At, Zero(&n.Dossier), &n.Kind, Zero(&n.List), &n.Promises}
	}, `SELECT n.id, n.suggestion_id, s.number, coalesce(s.title, d.title, h.title, ''), n.key, n.args, n.due_on, n.at, n.dossier_id, coalesce(d.kind, ''), n.handover_id, n.promises
		`+noticesOf+w.String()+` ORDER BY n.at DESC, n.id DESC LIMIT `+w.Arg(limit), w.Args()...)
	for i := range rows {
		if err := json.Unmarshal([]byte(rows[i].args), &rows[i].Args); err != nil {
			return nil, fmt.Errorf("notice %d: %w", rows[i].ID, err)
		}
		if slices.Contains(parting, rows[i].Key) {
			rows[i].Case = 0
		}
	}
	return rows, err
}

// parting are the notices that tell a deputy that the text goes on without the own name, because of no answer in time or of the lead's will: they open nothing.
var parting = []string{"invitation_lapsed", "invitation_cancelled"}

// noticesOf are the notices n, each with its suggestion s, its dossier d or its hand-over list h.
const noticesOf = "FROM notice n LEFT JOIN suggestion s ON s.id = n.suggestion_id LEFT JOIN dossier d ON d.id = n.dossier_id LEFT JOIN handover h ON h.id = n.handover_id"

// toldTo keeps the notices to the keys of the scopes about suggestions, dossiers, hand-over lists and promises that these see, so that no door names what it does not open:
// whoever declined to co-sign, say, reads no further title of the text. Only what says that somebody no longer sees a suggestion is told all the same.
func toldTo(w *Where, s access.Scope, d dossier.Scope) {
	sentTo(w, s, d)
	w.And("(n.only_person = 0 OR n.only_person = ?) AND (n.except_person = 0 OR n.except_person <> ?)", s.Person, s.Person)
	var cases, beside, lists, promises, parted Where
	within(&cases, s, true)
	inScope(&beside, d)
	lists.AndIf(handover.Reads(d.Role), "n.handover_id IS NOT NULL")
	lists.AndIf(!handover.Reads(d.Role), "FALSE")
	promises.And("n.promises > 0") // names nothing; the list that it opens has a scope of its own
	In(&parted, "n.key", parting)
	w.Or(&cases, &beside, &lists, &promises, &parted)
}

// sentTo keeps the notices to the keys of the scopes, whatever they are about.
func sentTo(w *Where, s access.Scope, d dossier.Scope) {
	w.And("n.congress_id = ?", s.Congress)
	In(w, "n.holder", d.Keys)
}

// How far notices are listed, and how far the head of every page counts them: it says 99+ to whoever has not looked for long.
const (
	ManyNotices = 200
	SomeNotices = 100
)

// UnseenNotices counts those of Notices since the post last opened its list, up to a limit.
func (t *Tx) UnseenNotices(ctx context.Context, s access.Scope, d dossier.Scope, post int64, upTo int) (int, error) {
	seen, err := t.noticesSeen(ctx, post)
	if err != nil {
		return 0, err
	}
	w := unseen(s, d, seen)
	return t.countUpTo(ctx, noticesOf, &w, upTo)
}

// UnseenAtHead is UnseenNotices up to SomeNotices for the head of every page, kept until somebody is told something or a suggestion changes. What was
// sent is counted first, from an index alone: where that is nothing, or as many as a list of notices holds, nobody asks which of them the scopes
// see (ADR 131).
func (t *Tx) UnseenAtHead(ctx context.Context, s access.Scope, d dossier.Scope, post int64) (int, error) {
	seen, err := t.noticesSeen(ctx, post)
	if err != nil {
		return 0, err
	}
	told := unseen(s, d, seen)
	return kept(ctx, t, s.Congress, 0, "unseen"+told.String(), told.Args(), func() (n, lines int, err error) {
		var w Where
		sentTo(&w, s, d)
		w.And("n.at > ?", seen)
		n, err = t.countUpTo(ctx, "FROM notice n", &w, ManyNotices)
		if err != nil || n == 0 || n == ManyNotices {
			return min(n, SomeNotices), 1, err
		}
		n, err = t.countUpTo(ctx, noticesOf, &told, SomeNotices)
		return n, 1, err
	})
}

// noticesSeen is the instant at which a post last opened its list; 0 when it never did.
func (t *Tx) noticesSeen(ctx context.Context, post int64) (int64, error) {
	return Value[int64](ctx, t, `SELECT coalesce((SELECT at FROM notice_seen WHERE post_id = $1), 0)`, post)
}

func unseen(s access.Scope, d dossier.Scope, seen int64) (w Where) {
	toldTo(&w, s, d)
	w.And("n.at > ?", seen)
	return w
}

func (t *Tx) countUpTo(ctx context.Context, from string, w *Where, upTo int) (int, error) {
	return Value[int](ctx, t, "SELECT COUNT(*) FROM (SELECT 1 "+from+w.String()+" LIMIT "+strconv.Itoa(upTo)+") many", w.Args()...)
}

// SeeNotices marks everything up to now as seen by a post.
func (t *Tx) SeeNotices(ctx context.Context, post int64) error {
	_, err := t.Exec(ctx, `
		INSERT INTO notice_seen (post_id, at) VALUES ($1, $2) ON CONFLICT (post_id) DO UPDATE SET at = excluded.at`, post, t.Now)
	return err
}

// NewNotice is a notice ready to be stored, with its id, for cases that are saved many at a time.
type NewNotice struct {
	ID, Congress, Case int64
	At                 int64 // Unix milliseconds
	suggestion.Notice
}

// InsertSeen notes that posts opened their lists last at an instant, for posts that begin with what was there before.
func (t *Tx) InsertSeen(ctx context.Context, posts []int64, at int64) error {
	return Insert(ctx, t, "notice_seen", "post_id, at", len(posts), func(i int) []any { return []any{posts[i], at} })
}

// InsertNotices adds many notices in few statements.
func (t *Tx) InsertNotices(ctx context.Context, list []NewNotice) error {
	for _, n := range list {
		t.changed(n.Congress, 0)
	}
	return Insert(ctx, t, "notice", "id, congress_id, holder, suggestion_id, key, due_on, at", len(list), func(i int) []any {
		n := list[i]
		return []any{n.ID, n.Congress, n.Holder, n.Case, n.Key, n.Due, n.At}
	})
}
