package templates

import "huiyin/internal/document"

// ReportsPage lists the reports that a post may ask for.
type ReportsPage struct {
	Page
	Intro string
	List  []ReportLine
}

// ReportLine is one kind of report.
type ReportLine struct{ Href, Name, Text string }

// ReportPage is the form that asks for a report and, when nothing is wrong with it, the report.
type ReportPage struct {
	Page
	Form        Form
	Fields      []Field
	Action      string
	Paper       *document.Paper
	Word, Excel string
}

// ReportCasesPage is the list behind a figure of a past day.
type ReportCasesPage struct {
	Page
	Said  string
	Table Table
}
