/** "BELN": the class of the session locks by which nodes show that they live. The object is the id of the node. */
export const NODE_LOCK_CLASS = 0x42454c4e;
