package api

import "huiyin/internal/fault"

// Advice is one remark of the coach about a text. It decides nothing.
type Advice struct {
	Key         string `json:"key"`
	Field       string `json:"field" doc:"The field of the text: title, situation, analysis, requests, or requests.0 and so on"`
	Quote       string `json:"quote,omitempty" doc:"The passage that is meant; absent when something is missing"`
	From        int    `json:"from" doc:"Where the passage begins in its field, in characters from 0"`
	To          int    `json:"to" doc:"The character after its end"`
	Reason      string `json:"reason" doc:"The reason for return to which it would correspond"`
	ReasonLabel string `json:"reason_label"`
	Says        string `json:"says" doc:"What it advises, in words"`
	Why         string `json:"why" doc:"Why it matters, with the source where the rule pack names one"`
}

// listAdvice reads the text as the coach does, for those who write it and those who check it; for others there is nothing.
func (c *call) listAdvice() (any, error) {
	s, err := c.sheet()
	if err != nil {
		return nil, err
	}
	found, ok := s.Advice()
	if !ok {
		return nil, fault.New(fault.NotFound, "fault.not_found")
	}
	out := make([]Advice, 0, len(found))
	for _, f := range found {
		a := Advice{Key: f.Key, Field: f.Field, Quote: f.Quote, From: f.From, To: f.To, Reason: f.Reason}
		a.Says, a.Why = c.say.Advice(f)
		a.ReasonLabel = c.say.T("option.reasons." + f.Reason)
		out = append(out, a)
	}
	return out, nil
}
