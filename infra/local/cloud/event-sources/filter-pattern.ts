import { z } from 'zod'

type Matcher = (value: unknown) => boolean

const jsonSchema = z.record(z.string(), z.unknown())
const scalarSchema = z.union([z.string(), z.number(), z.boolean(), z.null()])
const operatorSchema = z.union([
	z.strictObject({ prefix: z.string() }),
	z.strictObject({ suffix: z.string() }),
	z.strictObject({ exists: z.boolean() }),
	z.strictObject({ 'anything-but': z.array(scalarSchema) }),
])

const operatorMatcher = (rule: unknown): Matcher => {
	const operator = operatorSchema.parse(rule)
	if ('prefix' in operator) return (value) => typeof value === 'string' && value.startsWith(operator.prefix)
	if ('suffix' in operator) return (value) => typeof value === 'string' && value.endsWith(operator.suffix)
	if ('exists' in operator) return (value) => (value !== undefined) === operator.exists
	const refused = operator['anything-but']
	return (value) => value !== undefined && !refused.some((one) => one === value)
}

const ruleMatcher = (rule: unknown): Matcher => {
	const scalar = scalarSchema.safeParse(rule)
	return scalar.success ? (value) => value === scalar.data : operatorMatcher(rule)
}

const nodeMatcher = (pattern: unknown): Matcher => {
	if (Array.isArray(pattern)) {
		const rules = pattern.map(ruleMatcher)
		return (value) => rules.some((matches) => matches(value))
	}
	const members = Object.entries(jsonSchema.parse(pattern)).map(([name, inner]) => [name, nodeMatcher(inner)] as const)
	return (value) => {
		const object = jsonSchema.safeParse(value).data ?? {}
		return members.every(([name, matches]) => matches(object[name]))
	}
}

/**
 * Whether a record passes the patterns of an event source's FilterCriteria: any of them, or there is none. Knows exact
 * values, prefix, suffix, exists and anything-but; throws on any other rule, at once.
 */
export const recordFilter = (patterns: readonly string[]): Matcher => {
	const matchers = patterns.map((pattern) => nodeMatcher(JSON.parse(pattern)))
	return (record) => matchers.length === 0 || matchers.some((matches) => matches(record))
}
