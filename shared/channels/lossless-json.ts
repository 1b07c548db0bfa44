import { ParkedError } from '#shared/kernel/errors.ts'
import type { ParkedReason } from '#shared/kernel/parked-reasons.ts'

const MAX_DEPTH = 64

const park = (reason: ParkedReason, cause?: unknown) => new ParkedError(reason, { cause })

const decode = (body: Uint8Array): string => {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(body)
	} catch (cause) {
		throw park('notUtf8', cause)
	}
}

/** Returns how deep braces and brackets nest outside strings; without recursion, which a deep body would exhaust. */
const depthOf = (text: string): number => {
	let depth = 0
	let deepest = 0
	let inString = false
	for (let index = 0; index < text.length; index += 1) {
		const character = text[index]
		if (inString) {
			if (character === '\\') index += 1
			else if (character === '"') inString = false
		} else if (character === '"') inString = true
		else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth)
		else if (character === '}' || character === ']') depth -= 1
	}
	return deepest
}

/**
 * Returns a number beyond 2^53 as the string it was written as, because ids sent as numbers would lose digits (NETWORKS.md
 * 1.8).
 */
const keepDigits = (_key: string, value: unknown, context?: { source?: string | undefined }): unknown =>
	typeof value === 'number' && !Number.isSafeInteger(value) && (Number.isInteger(value) || !Number.isFinite(value))
		? (context?.source ?? String(value))
		: value

/** Parses the JSON of a body without loss of digits. Throws ParkedError: notUtf8, notJson, tooDeep (over 64 levels). */
export const parseBody = (body: Uint8Array): unknown => {
	const text = decode(body)
	if (depthOf(text) > MAX_DEPTH) throw park('tooDeep')
	try {
		return JSON.parse(text, keepDigits)
	} catch (cause) {
		throw park('notJson', cause)
	}
}

/** Says whether a parsed value is a JSON object. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
