import { z } from 'zod'
import { parseScreeningSettings, type ScreeningSettings } from './settings.ts'

const listedSchema = z.looseObject({
	ownPhones: z.array(z.string()).default([]),
	ownEmails: z.array(z.string()).default([]),
	ownDomains: z.array(z.string()).default([]),
})

/**
 * The settings of a stage from their JSON, with the hotline, the mail address and its domain, which we publish ourselves, always
 * among what is ours. Throws as `parseScreeningSettings` does.
 */
export const stageScreening = (
	json: string,
	ours: { readonly hotline: string; readonly mailFrom: string },
): ScreeningSettings => {
	const listed = listedSchema.parse(JSON.parse(json))
	return parseScreeningSettings({
		...listed,
		ownPhones: [...listed.ownPhones, ours.hotline],
		ownEmails: [...listed.ownEmails, ours.mailFrom],
		ownDomains: [...listed.ownDomains, ...ours.mailFrom.split('@').slice(1)],
	})
}
