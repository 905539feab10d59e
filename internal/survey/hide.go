package survey

import "slices"

// Few is the number under which a cell of a published table is hidden: fewer people could be recognised.
const Few = 5

// Cell is a number of a published table.
type Cell struct {
	N      int  `json:"n"`
	Hidden bool `json:"hidden,omitempty"`
}

// Gather puts together the rows of a table that have fewer than five and would have to be hidden, where they have five or more between them: it
// returns the rows that stay, in their order, and those that went into one more row after them. Nothing is told of them one by one.
func Gather(counts [][]int) (rows [][]int, stay, gathered []int) {
	var rest []int
	for i, row := range counts {
		stay = append(stay, i)
		if !few(sum(row)) {
			continue
		}
		gathered = append(gathered, i)
		if rest == nil {
			rest = make([]int, len(row))
		}
		for c, n := range row {
			rest[c] += n
		}
	}
	if len(gathered) < 2 || sum(rest) < Few {
		return counts, stay, nil
	}
	stay = slices.DeleteFunc(stay, func(i int) bool { return slices.Contains(gathered, i) })
	for _, i := range stay {
		rows = append(rows, counts[i])
	}
	return append(rows, rest), stay, gathered
}

func sum(row []int) (n int) {
	for _, k := range row {
		n += k
	}
	return n
}

// Hide makes a table of counts fit to be published: rows of equal length, with a last column of row totals and a last row of column
// totals. Counts of one to four are hidden, and with each of them as many others as it takes that no subtraction brings it back. A zero
// names nobody and stays, unless its whole row or column has fewer than five. Where a table is too small for that, nothing but its
// grand total is told.
func Hide(counts [][]int) [][]Cell {
	g := newGrid(counts)
	if g == nil {
		return nil
	}
	if g.at(g.rows, g.cols).Hidden || !g.cover() {
		g.only()
	}
	return g.cells
}

// grid is a table with its totals; the last row and column are the totals.
type grid struct {
	cells      [][]Cell
	rows, cols int // of the inside
}

func newGrid(counts [][]int) *grid {
	if len(counts) == 0 || len(counts[0]) == 0 {
		return nil
	}
	g := &grid{rows: len(counts), cols: len(counts[0])}
	g.cells = make([][]Cell, g.rows+1)
	for r := range g.cells {
		g.cells[r] = make([]Cell, g.cols+1)
	}
	for r, row := range counts {
		for c, n := range row {
			for _, at := range []*Cell{g.at(r, c), g.at(r, g.cols), g.at(g.rows, c), g.at(g.rows, g.cols)} {
				at.N += n
			}
		}
	}
	for r := range g.cells {
		for c := range g.cells[r] {
			n := g.at(r, c).N
			small := r < g.rows && few(g.at(r, g.cols).N) || c < g.cols && few(g.at(g.rows, c).N)
			g.at(r, c).Hidden = few(n) || small && n < Few
		}
	}
	return g
}

func few(n int) bool { return n > 0 && n < Few }

func (g *grid) at(r, c int) *Cell { return &g.cells[r][c] }

// cover gives every hidden number a ring of four hidden cells along which it could be greater or smaller by one without any total
// changing. It reports whether there is one for each.
func (g *grid) cover() bool {
	for r := range g.cells {
		for c := range g.cells[r] {
			if k := g.at(r, c); k.Hidden && few(k.N) && !g.ring(r, c) {
				return false
			}
		}
	}
	return true
}

// ring hides the cheapest ring through a cell. Opposite corners go up together and neighbours down, or the other way round; a corner in
// the column or row of totals stands on the other side of its equation and changes sign.
func (g *grid) ring(r, c int) bool {
	best, br, bc := -1, 0, 0
	for r2 := range g.cells {
		for c2 := range g.cells[r2] {
			if r2 == r || c2 == c {
				continue
			}
			if cost, ok := g.cost(r, c, r2, c2); ok && (best < 0 || cost < best) {
				best, br, bc = cost, r2, c2
			}
		}
	}
	if best < 0 {
		return false
	}
	for _, k := range []*Cell{g.at(br, bc), g.at(r, bc), g.at(br, c)} {
		k.Hidden = true
	}
	return true
}

// cost is how much more a ring hides; ok is false where nothing on it can move.
func (g *grid) cost(r, c, r2, c2 int) (int, bool) {
	sign := func(row, col int) int {
		s := 1
		if (row == r) != (col == c) {
			s = -1 // neighbours
		}
		return s
	}
	total := func(row, col int) int {
		s := 1
		if row == g.rows {
			s = -s
		}
		if col == g.cols {
			s = -s
		}
		return s
	}
	up, down, cost := true, true, 0
	for _, p := range [][2]int{{r, c}, {r, c2}, {r2, c}, {r2, c2}} {
		k := g.at(p[0], p[1])
		if sign(p[0], p[1])*total(p[0], p[1])*total(r, c) < 0 {
			up = up && k.N > 0 // it falls when the cell itself rises
		} else {
			down = down && k.N > 0
		}
		switch {
		case k.Hidden:
		case p[0] == g.rows && p[1] == g.cols:
			return 0, false // the grand total is always told
		case p[0] == g.rows || p[1] == g.cols:
			cost += 1000000 + k.N // totals last
		default:
			cost += 1 + k.N
		}
	}
	return cost, up || down
}

// only hides everything but the grand total, and that too when it is small.
func (g *grid) only() {
	for r := range g.cells {
		for c := range g.cells[r] {
			k := g.at(r, c)
			k.Hidden = r != g.rows || c != g.cols || few(k.N)
		}
	}
}
