import * as z from 'zod'
import { parseScreeningSettings, type ScreeningSettings } from './settings.ts'

const listedSchema = z.looseObject({
	ownPhones: z.array(z.string()).default([]),
	ownEmails: z.array(z.string()).default([]),
	ownDomains: z.array(z.string()).default([]),
})

/** Numbers of those who help, of nobody's own: TelefonSeelsorge, and advice for parents. Short ones are harmless anyway. */
const HELPLINES = ['0800 1110111', '0800 1110222', '0800 1110550']

/** A stage's variables that say which personal data are its own. */
export type StageScreening = Readonly<Record<'SCREENING' | 'HOTLINE' | 'MAIL_FROM', string>>

/**
 * Parses a stage's settings from its variables; adds what we publish ourselves: the hotline, helplines, the mail address
 * and its domain. Throws as `parseScreeningSettings` does.
 */
export const stageScreening = ({ SCREENING, HOTLINE, MAIL_FROM }: StageScreening): ScreeningSettings => {
	const listed = listedSchema.parse(JSON.parse(SCREENING))
	return parseScreeningSettings({
		...listed,
		ownPhones: [...listed.ownPhones, HOTLINE, ...HELPLINES],
		ownEmails: [...listed.ownEmails, MAIL_FROM],
		ownDomains: [...listed.ownDomains, ...MAIL_FROM.split('@').slice(1)],
	})
}
