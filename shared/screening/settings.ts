import * as z from 'zod'
import { findingKindSchema } from './finding.ts'
import { emailOf, phoneKey, placeKey } from './own-things.ts'
import { compilePattern } from './safe-pattern.ts'

const patternSchema = z
	.strictObject({ kind: findingKindSchema, pattern: z.string().min(1).max(500), flags: z.enum(['', 'i']).default('i') })
	.transform(({ kind, pattern, flags }, context) => {
		const compiled = compilePattern(pattern, flags)
		if (compiled instanceof RegExp) return { kind, pattern: compiled }
		context.addIssue({ code: 'custom', message: compiled.fault, path: ['pattern'] })
		return z.NEVER
	})

const texts = z.array(z.string().trim().min(1)).default([])

const settingsSchema = z.strictObject({
	ownPhones: texts.transform((phones) => phones.map(phoneKey)),
	ownEmails: texts.transform((emails) => emails.map(emailOf)),
	ownDomains: texts.transform((domains) => domains.map((domain) => domain.toLowerCase().replace(/^(?:www\.|@)/, ''))),
	ownAddresses: texts.transform((addresses) => addresses.map(placeKey)),
	patterns: z.array(patternSchema).default([]),
})

/** What is ours, in its compared form, and the configured patterns. */
export type ScreeningSettings = z.infer<typeof settingsSchema>

/**
 * Parses settings from JSON: `{ownPhones, ownEmails, ownDomains, ownAddresses, patterns: [{kind, pattern, flags?}]}`, all
 * optional. A pattern is a regular expression in which `*` and `+` mean at most 40 times; its first group is found if it
 * has one, else its whole match. Throws a zod error with the path of what cannot be used.
 */
export const parseScreeningSettings = (json: unknown): ScreeningSettings =>
	settingsSchema.parse(typeof json === 'string' ? JSON.parse(json) : json)
