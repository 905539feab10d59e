package casefile

import (
	"slices"

	"huiyin/internal/suggestion"
	"huiyin/internal/web/templates"
)

// instructions lists what leaders instructed and what came of it, the latest first: what was said once to several bodies stands once.
func (r Reader) instructions() []templates.CaseInstruction {
	var out []templates.CaseInstruction
	var last *suggestion.Instruction
	for _, i := range slices.Backward(r.Case.Instructions) {
		if last == nil || !i.Says(last.By, last.On, last.Text) {
			out = append(out, templates.CaseInstruction{Said: r.Instructed(i), Text: i.Text})
		}
		at := &out[len(out)-1]
		at.Answers = append(at.Answers, r.Instruction(i))
		last = i
	}
	for k := range out {
		slices.Reverse(out[k].Answers)
	}
	return out
}

// followed reports whether what a leader said stands among the instructions that the reader follows.
func (r Reader) followed(k suggestion.Remark) bool {
	return k.Kind == "instruct" && slices.ContainsFunc(r.Case.Instructions, func(i *suggestion.Instruction) bool {
		return i.Says(k.By, k.On, k.Text)
	})
}

// Instructed says who gave an instruction, and when.
func (r Reader) Instructed(i *suggestion.Instruction) string {
	return r.P.T("case.instructed", "day", i.On, "who", r.post(i.By))
}

// Instruction says how it stands with one body that is to report: whom, by when, what came back and what the leader said to it.
func (r Reader) Instruction(i *suggestion.Instruction) templates.InstructionAnswer {
	out := templates.InstructionAnswer{Who: r.reporter(i), State: r.P.T("state.case_instruction." + string(i.State))}
	if i.Owed() {
		out.Light = Light(i.Asked(), i.Until, r.Today)
	}
	out.Facts = r.fact(out.Facts, "input.instruct.until", r.P.Day(i.Until))
	if i.PassedOn != "" {
		out.Facts = r.fact(out.Facts, "action.pass_instruction", r.P.Day(i.PassedOn))
	}
	if i.Report != "" {
		term := r.P.T("case.instruction_report", "day", i.ReportedOn)
		out.Facts = append(out.Facts, templates.Fact{Term: term, Value: i.Report})
	}
	out.Facts = r.fact(out.Facts, "input.return_instruction.reason", i.Why)
	if i.ReadOn != "" {
		read := r.P.T("case.instruction_read", "day", i.ReadOn, "who", r.post(i.ReadBy))
		if i.Read != "" {
			read += "\n" + i.Read
		}
		out.Facts = append(out.Facts, templates.Fact{Term: r.P.T("state.case_instruction.taken"), Value: read})
	}
	return out
}

// reporter names the body that is to report.
func (r Reader) reporter(i *suggestion.Instruction) string {
	if a := r.Case.Assignment(i.Assignment); a != nil {
		return r.Dir.OrgShort(a.Unit)
	}
	return r.option("to", i.To)
}

// instructionHere is the instruction that an act is about.
func (m Maker) instructionHere() []templates.Fact {
	i := m.Case.Instruction(m.Part)
	if i == nil {
		return nil
	}
	out := []templates.Fact{{Term: m.Instructed(i), Value: i.Text}}
	answer := m.Instruction(i)
	out = append(out, templates.Fact{Term: answer.Who, Value: answer.State})
	return append(out, answer.Facts...)
}
