import * as z from 'zod'
import { parseScreeningSettings, type ScreeningSettings } from './settings.ts'

const listedSchema = z.looseObject({
	ownPhones: z.array(z.string()).default([]),
	ownEmails: z.array(z.string()).default([]),
	ownDomains: z.array(z.string()).default([]),
})

/** The variables of a stage that say which personal data are its own. */
export type StageScreening = Readonly<Record<'SCREENING' | 'HOTLINE' | 'MAIL_FROM', string>>

/**
 * The settings of a stage from its variables, with the hotline, the mail address and its domain, which we publish ourselves, always
 * among what is ours. Throws as `parseScreeningSettings` does.
 */
export const stageScreening = ({ SCREENING, HOTLINE, MAIL_FROM }: StageScreening): ScreeningSettings => {
	const listed = listedSchema.parse(JSON.parse(SCREENING))
	return parseScreeningSettings({
		...listed,
		ownPhones: [...listed.ownPhones, HOTLINE],
		ownEmails: [...listed.ownEmails, MAIL_FROM],
		ownDomains: [...listed.ownDomains, ...MAIL_FROM.split('@').slice(1)],
	})
}
