package templates

// CalculatorPage computes a due day for anybody.
type CalculatorPage struct {
	Page
	Form          Form
	Packs, Clocks []Option
	Answer        *Date // nil before the first question
	Weekday       string
	Note          string // what the sources leave open about the limit
}

func (p CalculatorPage) streams() []Option {
	return []Option{{Value: "between", Text: p.T("calculator.between")}, {Value: "session", Text: p.T("calculator.session")}}
}
