/** The kill switch of operations: while it is off nothing is sent; receiving goes on. */
export type Switch = {
	/** Returns false also where it cannot be read: in doubt nothing is sent. Never throws. */
	readonly isOn: () => Promise<boolean>
}
