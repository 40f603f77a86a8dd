/** Signing out: the next person at this machine reads nothing that was typed. */
import { useSignIn } from '../client/session.tsx'
import { useToast } from '../kit/toast.tsx'
import { clearDrafts } from '../records/form/draft.ts'

export function useLeave(): () => Promise<void> {
  const { signOut } = useSignIn()
  const toast = useToast()
  return async () => {
    try {
      await signOut()
      clearDrafts()
      // Words of a contact that was not sent, by customer.
      sessionStorage.clear()
    } catch (error) {
      toast.problem(error)
    }
  }
}
