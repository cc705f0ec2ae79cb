/** Shown while a page is fetched, when that takes a moment. */
export function PendingPage() {
  return (
    <>
      <div className="band band-pending" />
      <div className="content">
        <p role="status" className="soft">
          Hämtar …
        </p>
      </div>
    </>
  );
}
