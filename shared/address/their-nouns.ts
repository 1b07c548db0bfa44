import { wordSet } from './word-set.ts'

/** What a customer speaks of as ours: after a small "ihr" these show the possessive. */
export const THEIRS = wordSet(`
	service kundenservice kundendienst hotline support shop laden seite website webseite app techniker mitarbeiter mitarbeiterin kollege
	kollegin kollegen firma unternehmen hilfe antwort netz rückruf rückmeldung rechnung schreiben brief mail email nachricht team tarif anruf
	vorgesetzter chef system störung router produkt leistung werbung bemühungen geduld verständnis angebot sohn tochter mann frau kind handy internet chat anschrift kundennummer adresse ernst
`)
