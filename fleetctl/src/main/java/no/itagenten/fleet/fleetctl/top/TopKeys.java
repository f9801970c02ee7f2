package no.itagenten.fleet.fleetctl.top;

import java.util.List;
import no.itagenten.fleet.protocol.rest.DeviceView;

/** What each key does to the model. */
final class TopKeys {

    private static final int LONGEST_FILTER = 60;

    private final TopModel model;

    TopKeys(TopModel model) {
        this.model = model;
    }

    /**
     * A key was pressed.
     *
     * @param text what was typed, for {@link TopKey#TEXT}
     * @param page how many rows a page has
     */
    void press(TopKey key, String text, int page) {
        if (model.typing) {
            type(key, text);
            return;
        }
        switch (key) {
            case UP -> move(-1);
            case DOWN -> move(1);
            case PAGE_UP -> move(-page);
            case PAGE_DOWN -> move(page);
            case HOME -> move(-Integer.MAX_VALUE);
            case END -> move(Integer.MAX_VALUE);
            case ENTER -> open();
            case ESCAPE -> back();
            case BACKSPACE, OTHER -> {}
            case TEXT -> letter(text);
        }
    }

    private void type(TopKey key, String text) {
        switch (key) {
            case ENTER -> model.typing = false;
            case ESCAPE -> {
                model.typing = false;
                model.filter = "";
            }
            case BACKSPACE -> {
                int length = model.filter.length();
                model.filter =
                        length == 0 ? "" : model.filter.substring(0, model.filter.offsetByCodePoints(length, -1));
            }
            case TEXT -> {
                if (model.filter.length() < LONGEST_FILTER) {
                    model.filter += text;
                }
            }
            case OTHER -> {}
            case UP, DOWN, PAGE_UP, PAGE_DOWN, HOME, END -> {
                model.typing = false;
                press(key, text, 1);
            }
        }
    }

    private void letter(String text) {
        char letter = text.charAt(0);
        switch (letter) {
            case 'q', 'Q' -> {
                if (model.view == TopModel.View.LIST) {
                    model.quit = true;
                } else {
                    back();
                }
            }
            case '?', 'h' -> model.view = TopModel.View.HELP;
            case '/' -> {
                model.view = TopModel.View.LIST;
                model.typing = true;
            }
            case 'r' -> model.reversed = !model.reversed;
            case 's' -> order(after(model.order));
            case 'j' -> move(1);
            case 'k' -> move(-1);
            default -> TopOrder.of(letter).ifPresent(this::order);
        }
    }

    private void order(TopOrder order) {
        model.order = order;
        model.reversed = false;
    }

    private void back() {
        if (model.view == TopModel.View.LIST) {
            model.filter = "";
        }
        model.view = TopModel.View.LIST;
    }

    private void open() {
        if (model.view == TopModel.View.LIST) {
            move(0);
            model.selected().ifPresent(device -> model.view = TopModel.View.DETAIL);
        }
    }

    private void move(int by) {
        List<DeviceView> rows = model.rows();
        if (!rows.isEmpty() && model.view != TopModel.View.HELP) {
            long row = (long) model.selectedRow(rows) + by;
            model.select(rows.get((int) Math.max(0, Math.min(rows.size() - 1, row))));
        }
    }

    private static TopOrder after(TopOrder order) {
        List<TopOrder> all = List.of(TopOrder.values());
        return all.get((all.indexOf(order) + 1) % all.size());
    }
}
