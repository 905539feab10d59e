package store

import (
	"cmp"
	"context"
	"crypto/rand"
	"encoding/binary"
	"encoding/hex"
	"math/big"
	"slices"

	"huiyin/internal/fault"
)

// Slip is one mark on one line of a vote. Whose it is stands nowhere.
type Slip struct {
	Line  int
	Level string
}

// Ways of voting, as a mark keeps them while the vote is open; afterwards the way is gone.
const (
	OnScreen = "screen"
	OnPaper  = "paper"
)

// random fills n bytes from the system's source of chance, which never fails.
func random(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b)
	return b
}

// place is where a row of a secret vote is put: SQLite keeps rows in the order of their row ids, which would be the order of arrival.
func (t *Tx) place() (column string, value []any) {
	if t.s.engine != SQLite {
		return "", nil
	}
	return "rowid, ", []any{int64(binary.LittleEndian.Uint64(random(8))>>1) | 1}
}

// MarkVoter notes that a person votes in a way. A fault of kind Conflict when the person has voted, or holds a paper.
func (t *Tx) MarkVoter(ctx context.Context, vote, person int64, way string) error {
	column, at := t.place()
	err := Insert(ctx, t, "vote_mark", column+"vote_id, person_id, way", 1, func(int) []any { return append(slices.Clone(at), vote, person, way) })
	if IsUnique(err) {
		return fault.New(fault.Conflict, "vote.already")
	}
	return err
}

// UnmarkPaper takes back a paper that was handed out; false when the person holds none.
func (t *Tx) UnmarkPaper(ctx context.Context, vote, person int64) (bool, error) {
	n, err := t.Exec(ctx, `DELETE FROM vote_mark WHERE vote_id = $1 AND person_id = $2 AND way = $3`, vote, person, OnPaper)
	return n > 0, err
}

// Voters returns who has voted in a vote and how, by person.
func (t *Tx) Voters(ctx context.Context, vote int64) (map[int64]string, error) {
	type mark struct {
		person int64
		way    string
	}
	list, err := All(ctx, t, func(m *mark) []any { return []any{&m.person, &m.way} }, `SELECT person_id, way FROM vote_mark WHERE vote_id = $1`, vote)
	out := map[int64]string{}
	for _, m := range list {
		out[m.person] = m.way
	}
	return out, err
}

// DropBallot puts one ballot into the urn, cut into its slips in random order.
func (t *Tx) DropBallot(ctx context.Context, vote int64, slips []Slip) error {
	slips = slices.Clone(slips)
	shuffle(slips)
	for _, s := range slips {
		column, at := t.place()
		err := Insert(ctx, t, "ballot", column+"slip, vote_id, line, level", 1, func(int) []any {
			return append(slices.Clone(at), hex.EncodeToString(random(16)), vote, s.Line, s.Level)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// shuffle puts a list into an order of pure chance.
func shuffle[T any](list []T) {
	for i := len(list) - 1; i > 0; i-- {
		n, err := rand.Int(rand.Reader, big.NewInt(int64(i+1)))
		if err != nil {
			return // the system's source of chance never fails
		}
		j := int(n.Int64())
		list[i], list[j] = list[j], list[i]
	}
}

// SlipCount is how many slips of a line bear a level.
type SlipCount struct {
	Slip
	N int
}

// CountSlips counts the urn.
func (t *Tx) CountSlips(ctx context.Context, vote int64) ([]SlipCount, error) {
	return All(ctx, t, func(c *SlipCount) []any { return []any{&c.Line, &c.Level, &c.N} },
		`SELECT line, level, COUNT(*) FROM ballot WHERE vote_id = $1 GROUP BY line, level ORDER BY line, level`, vote)
}

// SavePaper keeps what was counted from papers until the vote is closed; an earlier count of the same vote is replaced.
func (t *Tx) SavePaper(ctx context.Context, vote int64, counts []SlipCount) error {
	if _, err := t.Exec(ctx, `DELETE FROM vote_paper WHERE vote_id = $1`, vote); err != nil {
		return err
	}
	return Insert(ctx, t, "vote_paper", "vote_id, line, level, papers", len(counts), func(i int) []any {
		return []any{vote, counts[i].Line, counts[i].Level, counts[i].N}
	})
}

// Paper returns what was counted from papers.
func (t *Tx) Paper(ctx context.Context, vote int64) ([]SlipCount, error) {
	return All(ctx, t, func(c *SlipCount) []any { return []any{&c.Line, &c.Level, &c.N} },
		`SELECT line, level, papers FROM vote_paper WHERE vote_id = $1 ORDER BY line, level`, vote)
}

// SealUrn empties the urn and fills it anew: every slip, those of the papers too, under a new key and in an order of chance, and every mark in
// the order of persons without its way. What the rows were before is deleted; Scrub clears away what the engine still keeps of them.
func (t *Tx) SealUrn(ctx context.Context, vote int64) error {
	slips, err := All(ctx, t, func(s *Slip) []any { return []any{&s.Line, &s.Level} }, `SELECT line, level FROM ballot WHERE vote_id = $1`, vote)
	if err != nil {
		return err
	}
	paper, err := t.Paper(ctx, vote)
	if err != nil {
		return err
	}
	for _, c := range paper {
		for range c.N {
			slips = append(slips, c.Slip)
		}
	}
	people, err := Column[int64](ctx, t, `SELECT person_id FROM vote_mark WHERE vote_id = $1`, vote)
	if err != nil {
		return err
	}
	if err := t.EmptyUrn(ctx, vote); err != nil {
		return err
	}
	slices.SortFunc(people, cmp.Compare)
	if err := t.FillUrn(ctx, vote, slips, people); err != nil {
		return err
	}
	_, err = t.Exec(ctx, `INSERT INTO scrub_due (vote_id) VALUES ($1) ON CONFLICT (vote_id) DO NOTHING`, vote)
	return err
}

// EmptyUrn deletes all that is kept of a vote's ballots.
func (t *Tx) EmptyUrn(ctx context.Context, vote int64) error {
	if t.s.engine == SQLite { // overwritten, not only forgotten
		if _, err := t.Exec(ctx, `PRAGMA secure_delete = 1`); err != nil {
			return err
		}
	}
	for _, table := range []string{"ballot", "vote_mark", "vote_paper"} {
		if _, err := t.Exec(ctx, `DELETE FROM `+table+` WHERE vote_id = $1`, vote); err != nil {
			return err
		}
	}
	return nil
}

// FillUrn writes slips in an order of chance and marks in the order given.
func (t *Tx) FillUrn(ctx context.Context, vote int64, slips []Slip, people []int64) error {
	slips = slices.Clone(slips)
	shuffle(slips)
	err := Insert(ctx, t, "ballot", "slip, vote_id, line, level", len(slips), func(i int) []any {
		return []any{hex.EncodeToString(random(16)), vote, slips[i].Line, slips[i].Level}
	})
	if err != nil {
		return err
	}
	return Insert(ctx, t, "vote_mark", "vote_id, person_id, way", len(people), func(i int) []any { return []any{vote, people[i], ""} })
}

// VoteOpen reports whether any vote of any congress is open.
func (t *Tx) VoteOpen(ctx context.Context) (bool, error) {
	n, err := Value[int](ctx, t, `SELECT COUNT(*) FROM dossier WHERE kind = $1 AND state = $2`, "vote", "open")
	return n > 0, err
}

// noVoteOpen refuses what would keep ballots outside the urn while they can still be told apart (docs/secret-vote.md).
func (t *Tx) noVoteOpen(ctx context.Context) error {
	open, err := t.VoteOpen(ctx)
	if err == nil && open {
		err = fault.New(fault.Conflict, "store.vote_open")
	}
	return err
}
