package rule

// Outcome is what the class of a reply means, whatever letter stands on it. Indicators are defined on outcomes.
type Outcome string

// The outcomes, from the most to the least favourable to the deputy's wish.
const (
	Solved      Outcome = "SOLVED"       // 已解决或者基本解决
	InProgress  Outcome = "IN_PROGRESS"  // 正在解决
	Planned     Outcome = "PLANNED"      // 列入计划解决
	Deferred    Outcome = "DEFERRED"     // 因条件限制以后解决
	HigherLevel Outcome = "HIGHER_LEVEL" // 属上级职权,已向上反映
	Reference   Outcome = "REFERENCE"    // 留作参考
	Infeasible  Outcome = "INFEASIBLE"   // 不可行
)

// Outcomes lists every outcome, the most favourable first.
var Outcomes = []Outcome{Solved, InProgress, Planned, Deferred, HigherLevel, Reference, Infeasible}

// Class is one class of reply in a scheme (答复类别).
type Class struct {
	Code            string  `json:"code"`       // as stored and typed, e.g. A
	Label           string  `json:"label"`      // as printed on the letter, e.g. A or 解决采纳
	Definition      string  `json:"definition"` // what it means, in the words of the source
	Order           int     `json:"order"`      // 1 is the most favourable
	Outcome         Outcome `json:"outcome"`
	NeedsCommitment bool    `json:"needs_commitment"` // at least one dated promise
	NeedsReason     bool    `json:"needs_reason"`     // a reason with its basis
}

// Scheme is a pack's set of classes (答复分类办法).
type Scheme struct {
	ID      string  `json:"id"`
	Name    string  `json:"name"`
	Classes []Class `json:"classes"`
	Source  string  `json:"source,omitempty"`
	Default bool    `json:"default,omitempty"`
	Note    string  `json:"note,omitempty"`
}

// Class returns the class with the code.
func (p *Pack) Class(code string) (Class, bool) {
	for _, c := range p.Scheme.Classes {
		if c.Code == code {
			return c, true
		}
	}
	return Class{}, false
}

// LeastFavourable returns which of several classes stands for the whole case: the one furthest down the scheme. Unknown codes are
// left out; false when none is known.
func (p *Pack) LeastFavourable(codes ...string) (Class, bool) {
	var worst Class
	found := false
	for _, code := range codes {
		if c, ok := p.Class(code); ok && (!found || c.Order > worst.Order) {
			worst, found = c, true
		}
	}
	return worst, found
}
