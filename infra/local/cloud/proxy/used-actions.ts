import type { Access } from './services/access.ts'

export type UsedAction = { readonly action: string; readonly resource: string }

/** Which rights were asked for, by role: the used ones for "granted = used", the refused ones to find what is missing. */
export type ActionRecord = {
	readonly note: (role: string, access: Access) => void
	readonly byRole: () => Readonly<Record<string, readonly UsedAction[]>>
}

export const createActionRecord = (): ActionRecord => {
	const noted = new Map<string, Map<string, UsedAction>>()
	return {
		note: (role, { action, resource }) => {
			const ofRole = noted.get(role) ?? new Map<string, UsedAction>()
			noted.set(role, ofRole)
			// One entry per bucket prefix and action would grow without end with the keys of objects.
			const kept = resource.startsWith('arn:aws:s3:::') ? resource.replace(/\/([^/]+\/)?.*$/, '/$1*') : resource
			const key = `${action} ${kept}`
			if (!ofRole.has(key)) ofRole.set(key, { action, resource: kept })
		},
		byRole: () => Object.fromEntries([...noted].map(([role, actions]) => [role, [...actions.values()]])),
	}
}
