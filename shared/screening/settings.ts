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

/** What is ours, in the form in which it is compared, and what operations look for besides. */
export type ScreeningSettings = z.infer<typeof settingsSchema>

/**
 * The settings from their JSON: `{ownPhones, ownEmails, ownDomains, ownAddresses, patterns: [{kind, pattern, flags?}]}`, all
 * may be left out. A pattern is a regular expression in which `*` and `+` mean at most 40 times; what it matches is found, or
 * its first group where it has one. Throws a zod error that names the place when something cannot be used.
 */
export const parseScreeningSettings = (json: unknown): ScreeningSettings =>
	settingsSchema.parse(typeof json === 'string' ? JSON.parse(json) : json)
