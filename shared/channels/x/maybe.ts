import * as z from 'zod'

/** A member we can do without: absent, null and of a wrong type are the same, undefined. */
export const maybe = <Output>(schema: z.ZodType<Output>) =>
	z
		.unknown()
		.transform((value): Output | undefined => {
			const parsed = schema.safeParse(value)
			return parsed.success ? parsed.data : undefined
		})
		.optional()

/** A list from which elements of a wrong type are left out; undefined when it is no list. */
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
