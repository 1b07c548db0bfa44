import * as z from 'zod'

/** Makes a member optional: absent, null and of a wrong type are all undefined. */
export const maybe = <Output>(schema: z.ZodType<Output>) =>
	z
		.unknown()
		.transform((value): Output | undefined => {
			const parsed = schema.safeParse(value)
			return parsed.success ? parsed.data : undefined
		})
		.optional()

/** Reads a list without elements of a wrong type; undefined when it is no list. */
export const maybeList = <Output>(schema: z.ZodType<Output>) =>
	z
		.unknown()
		.transform((value): readonly Output[] | undefined => {
			if (!Array.isArray(value)) return undefined
			return value.flatMap((element) => {
				const parsed = schema.safeParse(element)
				return parsed.success ? [parsed.data] : []
			})
		})
		.optional()
